import type { Locks } from './locks.ts'

/** Web Locks; in a browser without them every tab holds every lock, which costs requests, and nothing is swept away. */
export class WebLocks implements Locks {
  readonly areExclusive = typeof navigator !== 'undefined' && Boolean(navigator.locks)

  async whenHeld(name: string, signal: AbortSignal, held: () => Promise<void>): Promise<void> {
    if (!this.areExclusive) return held()
    try {
      await navigator.locks.request(name, { signal }, held)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
