import { inTime, type Limits } from './in-time.ts'
import { NetworkFailed } from './network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from './transport.ts'

/**
 * Sends, and gives up on an answer that does not come, its body included.
 * @throws NetworkFailed | the reason the signal was aborted with
 */
export function sendInTime(
  request: Omit<TransportRequest, 'signal'>,
  transport: Transport,
  limits: Limits,
): Promise<TransportReply> {
  return inTime(limits, async (signal) => {
    try {
      return await readWhole(transport.send({ ...request, signal }))
    } catch (error) {
      throw error instanceof NetworkFailed ? error : new NetworkFailed('no-connection', error)
    }
  })
}

async function readWhole(sending: Promise<TransportReply>): Promise<TransportReply> {
  const reply = await sending
  const text = await reply.text()
  return { ...reply, text: async () => text }
}
