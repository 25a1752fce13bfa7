import type { Locks } from './locks.ts'

/**
 * Web Locks; in a browser without them, or that refuses them as it refuses storage, every tab holds every lock, which
 * costs requests, and nothing is swept away.
 */
export class WebLocks implements Locks {
  #areGiven = typeof navigator !== 'undefined' && Boolean(navigator.locks)

  get areExclusive(): boolean {
    return this.#areGiven
  }

  async whenHeld(
    name: string,
    signal: AbortSignal,
    held: () => Promise<void>,
    { steal = false, ifAvailable = false }: { readonly steal?: boolean; readonly ifAvailable?: boolean } = {},
  ): Promise<void> {
    if (!this.areExclusive) return held()
    if (signal.aborted) return
    let isHeld = false
    const hold = () => {
      isHeld = true
      return held()
    }
    try {
      // Browsers take no signal beside what does not wait.
      const how = steal ? { steal } : ifAvailable ? { ifAvailable } : { signal }
      await navigator.locks.request(name, how, async (lock) => lock && hold())
    } catch (error) {
      if (signal.aborted) return
      if (isHeld || !(error instanceof DOMException) || error.name !== 'SecurityError') throw error
      this.#areGiven = false
      return held()
    }
  }
}
