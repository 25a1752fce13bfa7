import type { Clock } from '../runtime/clock.ts'
import { NetworkFailed } from './network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from './transport.ts'

/**
 * Sends, and gives up on an answer that does not come, its body included.
 * @throws NetworkFailed | the reason the signal was aborted with
 */
export async function sendInTime(
  request: TransportRequest,
  transport: Transport,
  clock: Clock,
  timeoutMs: number,
): Promise<TransportReply> {
  const watchdog = new AbortController()
  const cancel = clock.schedule(timeoutMs, () => watchdog.abort(new NetworkFailed('timeout')))
  const signal = AbortSignal.any([request.signal, watchdog.signal])
  try {
    // Raced, because a transport that does not heed its signal must not hold up a lane for ever.
    return await Promise.race([readWhole(transport.send({ ...request, signal })), aborted(signal)])
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof NetworkFailed ? error : new NetworkFailed('no-connection', error)
  } finally {
    cancel()
  }
}

async function readWhole(sending: Promise<TransportReply>): Promise<TransportReply> {
  const reply = await sending
  const text = await reply.text()
  return { ...reply, text: async () => text }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
