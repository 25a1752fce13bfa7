import { setTimeout as pause } from 'node:timers/promises'

/** Holds a walk over a table to so many rows a second. */
export interface Pace {
  readonly rowsPerPage: number
  /**
   * Settles when the next rows may be taken.
   *
   * @param rows how many were taken since
   * @throws the signal's reason, once it is aborted
   */
  passed(rows: number): Promise<void>
}

export function createPace(rowsPerSecond: number, rowsPerPage: number, signal: AbortSignal): Pace {
  let dueAtMs = performance.now()
  return {
    rowsPerPage,
    async passed(rows) {
      const nowMs = performance.now()
      // What was slower than the pace is not caught up on: the table's users come first.
      dueAtMs = Math.max(dueAtMs + (rows / rowsPerSecond) * 1000, nowMs)
      if (dueAtMs > nowMs) await pause(dueAtMs - nowMs, undefined, { signal }).catch(() => undefined)
      signal.throwIfAborted()
    },
  }
}
