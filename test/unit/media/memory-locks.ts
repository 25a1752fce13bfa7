import type { Locks } from '../../../client-lib/runtime/locks.ts'

/** Queued locks of one origin: several devices' tabs share one of these. */
export class MemoryLocks implements Locks {
  readonly areExclusive: boolean = true
  readonly #last = new Map<string, Promise<unknown>>()

  async whenHeld(name: string, signal: AbortSignal, held: () => Promise<void>): Promise<void> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const mine = before.then(() => (signal.aborted ? undefined : held()))
    this.#last.set(
      name,
      mine.catch(() => {}),
    )
    await mine
  }
}
