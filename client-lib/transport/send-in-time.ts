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
    const reply = await transport.send({ ...request, signal })
    const text = await reply.text()
    return { ...reply, text: async () => text }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof NetworkFailed ? error : new NetworkFailed('no-connection', error)
  } finally {
    cancel()
  }
}
