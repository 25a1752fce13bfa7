import { ApiFailure } from '../errors/api-failure.ts'

const attempts = 6
const busyRetryAfterMs = 500

/** What an attempt answers that met others, and may go well the next time. */
export const busy = Symbol('busy')

/**
 * Tries again while a table is busy, with full jitter between.
 *
 * @param firstPauseMs the longest pause after the first attempt; each further one may be twice as long
 * @throws ApiFailure `unavailable` where it stays busy
 */
export async function whileBusy<T>(
  attempt: () => Promise<T | typeof busy>,
  firstPauseMs: number,
  pause = pauseMs,
): Promise<T> {
  for (let tried = 0; tried < attempts; tried += 1) {
    const answer = await attempt()
    if (answer !== busy) return answer
    await pause(Math.random() * firstPauseMs * 2 ** tried)
  }
  throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
}

function pauseMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
