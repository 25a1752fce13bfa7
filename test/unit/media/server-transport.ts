import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from '../../../client-lib/transport/transport.ts'
import type { MemoryServer } from '../../server/memory-server.ts'

/** A device's line to the memory server. Cut, nothing goes out and no answer comes in, as after a kill. */
export class ServerTransport implements Transport {
  readonly #server: Pick<MemoryServer, 'handle'>
  #isCut = false

  constructor(server: Pick<MemoryServer, 'handle'>) {
    this.#server = server
  }

  cut() {
    this.#isCut = true
  }

  mend() {
    this.#isCut = false
  }

  async send({ method, url, headers, body, signal, onSentBytes }: TransportRequest): Promise<TransportReply> {
    signal.throwIfAborted()
    const bytes = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : body
    if (this.#isCut) throw new NetworkFailed('no-connection')
    onSentBytes?.(bytes?.length ?? 0)
    const answered = this.#server.handle({ method, url, headers, body: bytes }).catch((cause) => {
      throw new NetworkFailed('no-connection', cause)
    })
    const reply = await Promise.race([answered, aborted(signal)])
    signal.throwIfAborted()
    if (this.#isCut) throw new NetworkFailed('no-connection')
    return {
      status: reply.status,
      headers: reply.headers,
      text: async () => new TextDecoder().decode(reply.body),
      blob: async () => new Blob([reply.body]),
    }
  }
}

/** As the network does, an abort ends a request at once, whether or not an answer is on its way. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
