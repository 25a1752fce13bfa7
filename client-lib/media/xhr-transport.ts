import { FetchTransport } from '../transport/fetch-transport.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from '../transport/transport.ts'

/** The network by XMLHttpRequest, which alone tells how much of a body was sent. For the bytes of media. */
export class XhrTransport implements Transport {
  send(request: TransportRequest): Promise<TransportReply> {
    // Of what is fetched it would leave a copy in the browser's cache.
    if (request.method === 'GET') return new FetchTransport().send(request)
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest()
      const abort = () => xhr.abort()
      const settle = (end: () => void) => {
        request.signal.removeEventListener('abort', abort)
        end()
      }
      if (request.signal.aborted) return reject(request.signal.reason)
      request.signal.addEventListener('abort', abort, { once: true })
      xhr.open(request.method, request.url)
      xhr.responseType = 'blob'
      for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value)
      const { onSentBytes } = request
      // A listener alone makes a cross-origin request need a preflight: none where nobody counts.
      if (onSentBytes) xhr.upload.addEventListener('progress', (event) => onSentBytes(event.loaded))
      xhr.addEventListener('load', () => settle(() => resolve(replyOf(xhr))))
      const fail = () => settle(() => reject(request.signal.reason ?? new NetworkFailed('no-connection')))
      // Firefox and Safari end requests by themselves as a link is followed, also to what is then saved.
      for (const end of ['error', 'abort']) xhr.addEventListener(end, fail)
      xhr.send(request.body ?? null)
      onSentBytes?.(0)
    })
  }
}

function replyOf(xhr: XMLHttpRequest): TransportReply {
  const blob: unknown = xhr.response
  const body = blob instanceof Blob ? blob : new Blob([])
  return {
    status: xhr.status,
    headers: headersOf(xhr.getAllResponseHeaders()),
    text: () => body.text(),
    blob: async () => body,
  }
}

function headersOf(lines: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const line of lines.trim().split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  return headers
}
