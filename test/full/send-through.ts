import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

/** One request by way of a forward proxy; the reply's body is its reader's to stream. */
export async function sendThrough(
  proxyUrl: string,
  url: string,
  { method, headers = {}, body }: { method: string; headers?: Readonly<Record<string, string>>; body?: Buffer },
): Promise<IncomingMessage> {
  const length = body === undefined ? {} : { 'content-length': String(body.byteLength) }
  const { hostname, port } = new URL(proxyUrl)
  const to = { hostname, port, method, path: url, agent: false } as const
  const sent = request({ ...to, headers: { ...headers, ...length, host: new URL(url).host } })
  sent.end(body)
  const [reply] = (await once(sent, 'response')) as [IncomingMessage]
  return reply
}
