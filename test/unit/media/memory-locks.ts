import type { Locks } from '../../../client-lib/runtime/locks.ts'

/** Queued locks of one origin: several devices' tabs share one of these. */
export class MemoryLocks implements Locks {
  readonly areExclusive: boolean = true
  readonly #last = new Map<string, Promise<unknown>>()

  async whenHeld(
    name: string,
    signal: AbortSignal,
    held: () => Promise<void>,
    { ifAvailable = false }: { readonly ifAvailable?: boolean } = {},
  ): Promise<void> {
    const last = this.#last.get(name)
    if (last && ifAvailable) return
    const mine = (last ?? Promise.resolve()).then(() => (signal.aborted ? undefined : held()))
    const done = mine
      .catch(() => {})
      .then(() => {
        if (this.#last.get(name) === done) this.#last.delete(name)
      })
    this.#last.set(name, done)
    await mine
  }
}
