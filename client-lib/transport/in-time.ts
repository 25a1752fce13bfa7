import type { Clock } from '../runtime/clock.ts'
import { NetworkFailed } from './network-failed.ts'

export interface Limits {
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly timeoutMs: number
}

/**
 * Gives up on work that does not come to an end, also where it does not heed the signal it is given.
 * @throws NetworkFailed | the reason the signal was aborted with | what the work throws
 */
export async function inTime<T>(
  { signal, clock, timeoutMs }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const watchdog = new AbortController()
  const cancel = clock.schedule(timeoutMs, () => watchdog.abort(new NetworkFailed('timeout')))
  const either = AbortSignal.any([signal, watchdog.signal])
  // At once: who aborts may look for timers that are left.
  either.addEventListener('abort', cancel)
  try {
    return await Promise.race([work(either), aborted(either)])
  } catch (error) {
    either.throwIfAborted()
    throw error
  } finally {
    cancel()
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
