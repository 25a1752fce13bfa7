const firstWaitMs = 1000
const longestWaitMs = 60_000
/** No server's word holds work up for longer, nor makes a time that no row could keep. */
export const longestAskedMs = 24 * 3_600_000

export interface BackoffInput {
  /** Tries that failed in a row; progress sets it back to 0. */
  readonly failures: number
  /** What the server asked for, in ms; obeyed, up to a day, with the jitter on top. */
  readonly afterMs?: number | undefined
  /** Chance in [0, 1). */
  readonly fraction: number
}

/**
 * How long to wait before the next try, in ms: full jitter over an exponential that ends at a minute.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (full jitter).
 */
export function backoffMs({ failures, afterMs = 0, fraction }: BackoffInput): number {
  const ceilingMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures)
  return Math.round(Math.min(Math.max(afterMs, 0), longestAskedMs) + fraction * ceilingMs)
}
