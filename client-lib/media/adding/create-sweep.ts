import { type LeftoverPorts, removeLeftovers } from './remove-leftovers.ts'

/** @param isWanted asked before each: a wait for a lock that began after `stop` would have nobody to end it */
export function createSweep(ports: LeftoverPorts, isWanted: () => boolean) {
  let looking = new AbortController()
  return {
    /** Removes leftovers; the waits of the look before end. */
    async now(): Promise<void> {
      if (!isWanted()) return
      looking.abort()
      looking = new AbortController()
      await removeLeftovers(ports, looking.signal)
    },
    stop(): void {
      looking.abort()
    },
  }
}
