import { NetworkFailed } from './network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from './transport.ts'

/** The network by `fetch`. It cannot count what it sends: uploads that show progress take another transport. */
export class FetchTransport implements Transport {
  async send(request: TransportRequest): Promise<TransportReply> {
    const { method, url, headers, body, signal, onReceivedBytes } = request
    try {
      // The API answers by token alone: no cookie goes along, and no cache stands between.
      const init: RequestInit = { method, headers, signal, credentials: 'omit', cache: 'no-store' }
      onReceivedBytes?.()
      const telling =
        onReceivedBytes &&
        new TransformStream({
          transform(chunk, controller) {
            onReceivedBytes()
            controller.enqueue(chunk)
          },
        })
      const reply = await fetch(url, body === undefined ? init : { ...init, body })
      return {
        status: reply.status,
        headers: Object.fromEntries(reply.headers),
        text: () => reply.text(),
        blob: () => (telling ? new Response(reply.body?.pipeThrough(telling)) : reply).blob(),
      }
    } catch (cause) {
      signal.throwIfAborted()
      throw new NetworkFailed('no-connection', cause)
    }
  }
}
