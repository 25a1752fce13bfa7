import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { openLoopbackServer } from '../../../dev/processes/loopback-server.ts'

export interface Upstream {
  readonly url: string
  readonly requests: { readonly method: string; readonly host: string; bodyBytes: number; whole: boolean }[]
  close(): Promise<void>
}

/** A real server that counts what reaches it, and answers as `respond` says once it has the whole body. */
export async function openUpstream(
  respond: (incoming: IncomingMessage, outgoing: ServerResponse) => void = (_incoming, outgoing) =>
    void outgoing.end('ok'),
  receive: (chunk: Buffer) => void = () => {},
): Promise<Upstream> {
  const requests: Upstream['requests'] = []
  const { url, close } = await openLoopbackServer(async (incoming, outgoing) => {
    const seen = { method: incoming.method ?? '', host: incoming.headers.host ?? '', bodyBytes: 0, whole: false }
    requests.push(seen)
    incoming.on('error', () => {})
    incoming.on('data', (chunk: Buffer) => {
      seen.bodyBytes += chunk.length
      receive(chunk)
    })
    incoming.on('end', () => {
      seen.whole = true
      respond(incoming, outgoing)
    })
  })
  return { url, requests, close }
}

export interface Reply {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** One request through a proxy, as a browser sends it: the absolute address in the request line. */
export async function sendThrough(
  proxyUrl: string,
  url: string,
  options: { readonly method?: string; readonly body?: Uint8Array; readonly headers?: Record<string, string> } = {},
): Promise<Reply> {
  const proxy = new URL(proxyUrl)
  const outgoing = request({
    host: proxy.hostname,
    port: proxy.port,
    path: url,
    method: options.method ?? 'GET',
    agent: false,
    headers: { host: new URL(url).host, 'content-length': String(options.body?.length ?? 0), ...options.headers },
  })
  outgoing.end(options.body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  outgoing.on('error', () => {})
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString() }
}
