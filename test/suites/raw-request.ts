import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

/** One request whose path is sent as it stands: `fetch` would take its dots and encodings for its own. */
export async function rawRequest(
  baseUrl: string,
  path: string,
  options: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port, pathname } = new URL(baseUrl)
  const { method, headers, body } = options
  const outgoing = request({ hostname, port, path: `${pathname}${path}`, method, headers, agent: false })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return { status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }
}
