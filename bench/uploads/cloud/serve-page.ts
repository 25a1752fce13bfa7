import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openLoopbackServer } from '../../../dev/processes/loopback-server.ts'
import type { Functions } from '../../../testing/cloud/run-functions.ts'
import type { PeerRoutes } from './peer-routes.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export interface PageServer {
  readonly url: string
  /** Requests so far, but for the page's own files and the poll of the list. */
  requests(): number
  /** Polls of the list that were answered. */
  polls(): number
  close(): Promise<void>
}

/** One origin for the page, the API and what the other uploaders' servers would do. */
export async function servePage(folder: string, functions: Functions, peers: PeerRoutes): Promise<PageServer> {
  let [requests, polls] = [0, 0]
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { pathname } = new URL(incoming.url ?? '/', url)
    if (pathname.startsWith('/api/')) {
      // The poll for other devices' changes comes by the clock, whatever is sent.
      const isPoll = incoming.method === 'GET' && pathname === '/api/projects'
      if (!isPoll) requests += 1
      await answerApi(functions, incoming, outgoing, randomUUID())
      if (isPoll) polls += 1
    } else if (pathname.startsWith('/peers/')) {
      requests += 1
      const route = peers[pathname.slice('/peers/'.length)]
      const body = JSON.parse((await buffer(incoming)).toString('utf8')) as unknown
      const reply = JSON.stringify(await route?.(body))
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(reply)
    } else await answerFile(folder, pathname, outgoing)
  }
  const { url, close } = await openLoopbackServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end(String(error))
    })
  })
  return { url, requests: () => requests, polls: () => polls, close }
}

async function answerApi(functions: Functions, incoming: IncomingMessage, outgoing: ServerResponse, id: string) {
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  const body = new Uint8Array(await buffer(incoming))
  const url = `http://${incoming.headers.host}${incoming.url}`
  const reply = await functions({ method: incoming.method ?? 'GET', url, headers, body }, id)
  outgoing.writeHead(reply.status, { ...reply.headers }).end(reply.body)
}

async function answerFile(folder: string, pathname: string, outgoing: ServerResponse): Promise<void> {
  const path = normalize(pathname === '/' ? '/index.html' : pathname)
  const bytes = await readFile(join(folder, path)).catch(() => undefined)
  if (bytes === undefined) outgoing.writeHead(404).end()
  else outgoing.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes)
}
