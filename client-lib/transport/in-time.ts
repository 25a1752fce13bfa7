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
  const ending = new AbortController()
  const cancel = clock.schedule(timeoutMs, () => ending.abort(new NetworkFailed('timeout')))
  const end = () => {
    // At once: who aborts may look for timers that are left.
    cancel()
    ending.abort(signal.reason)
  }
  // Taken off again, where `AbortSignal.any` would stay: a signal that lives as long as the page would hold all answers.
  if (signal.aborted) end()
  signal.addEventListener('abort', end)
  try {
    return await Promise.race([work(ending.signal), aborted(ending.signal)])
  } catch (error) {
    ending.signal.throwIfAborted()
    throw error
  } finally {
    cancel()
    signal.removeEventListener('abort', end)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
