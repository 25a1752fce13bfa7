import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'
import type { ServerReply } from '../../testing/cloud/http-message.ts'
import type { MemoryServer } from './memory-server.ts'

/** As API Gateway and the bucket answer a page of another origin. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
}
const storePath = '/store'

export interface ServedCloud {
  readonly server: MemoryServer
  /** The API's, without a trailing slash. */
  readonly apiUrl: string
  /** While false, every connection is broken. */
  isReachable: boolean
  close(): Promise<void>
}

interface Places {
  /** The store's, for one of another origin than the API's: `localhost`. */
  readonly storeHost?: string
}

/** The memory server as pages of real browsers reach it: over HTTP, its store at a path of the same address, or at that of another host. */
export async function serveMemoryServer(server: MemoryServer, { storeHost }: Places = {}): Promise<ServedCloud> {
  const { url, close } = await openLoopbackServer((request, response) => {
    // A line that a test breaks, or a page that has gone.
    const breakOff = () => void request.socket.destroy()
    if (cloud.isReachable) answer(server, storeUrlOf(url, storeHost), request, response).catch(breakOff)
    else breakOff()
  })
  const cloud: ServedCloud = { server, apiUrl: url, isReachable: true, close }
  return cloud
}

async function answer(server: MemoryServer, storeUrl: string, request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'OPTIONS') return response.writeHead(204, cors).end()
  const path = request.url ?? ''
  const asked = path.startsWith(storePath) ? server.storeUrl + path.slice(storePath.length) : server.apiUrl + path
  const bytes = new Uint8Array(await buffer(request))
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const body = bytes.byteLength > 0 ? bytes : undefined
  const reply = await server.handle({ method: request.method ?? 'GET', url: asked, headers, body })
  return response.writeHead(reply.status, { ...reply.headers, ...cors }).end(bodyOf(reply, server, storeUrl))
}

/** Presigned addresses lead here. */
function bodyOf({ headers, body }: ServerReply, server: MemoryServer, storeUrl: string): Buffer {
  if (!headers['content-type']?.includes('json')) return Buffer.from(body)
  return Buffer.from(Buffer.from(body).toString().replaceAll(server.storeUrl, storeUrl))
}

function storeUrlOf(url: string, host = '127.0.0.1'): string {
  return `${url.replace('127.0.0.1', host)}${storePath}`
}
