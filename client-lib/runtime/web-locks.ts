import type { Locks } from './locks.ts'

/** Web Locks; in a browser without them every tab holds every lock, which costs requests and loses nothing. */
export class WebLocks implements Locks {
  async whenHeld(name: string, signal: AbortSignal, held: () => Promise<void>): Promise<void> {
    if (typeof navigator === 'undefined' || !navigator.locks) return held()
    try {
      await navigator.locks.request(name, { signal }, held)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
