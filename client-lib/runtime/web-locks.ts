import type { Locks } from './locks.ts'

/** Web Locks; in a browser without them every tab holds every lock, which costs requests, and nothing is swept away. */
export class WebLocks implements Locks {
  readonly areExclusive = typeof navigator !== 'undefined' && Boolean(navigator.locks)

  async whenHeld(
    name: string,
    signal: AbortSignal,
    held: () => Promise<void>,
    { steal = false, ifAvailable = false }: { readonly steal?: boolean; readonly ifAvailable?: boolean } = {},
  ): Promise<void> {
    if (!this.areExclusive) return held()
    if (signal.aborted) return
    try {
      // Browsers take no signal beside what does not wait.
      const how = steal ? { steal } : ifAvailable ? { ifAvailable } : { signal }
      await navigator.locks.request(name, how, async (lock) => lock && held())
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
