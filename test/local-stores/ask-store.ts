import { bytesOf, type ServerReply, type ServerRequest } from '../../testing/cloud/http-message.ts'

/** Sends over HTTP what a device sends to a store's own address; an abort tears the connection. */
export async function askStore(request: ServerRequest, signal?: AbortSignal): Promise<ServerReply> {
  const { method, url, headers } = request
  const body = method === 'GET' ? {} : { body: bytesOf(request.body) }
  const reply = await fetch(url, { method, headers, ...body, ...(signal === undefined ? {} : { signal }) })
  const bytes = new Uint8Array(await reply.arrayBuffer())
  return { status: reply.status, headers: Object.fromEntries(reply.headers), body: bytes }
}
