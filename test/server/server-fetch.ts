import type { MemoryServer } from './memory-server.ts'

/** `fetch` that reaches this server alone, for clients and suites that speak fetch. */
export function serverFetch(server: Pick<MemoryServer, 'handle'>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = new Uint8Array(await request.arrayBuffer())
    const headers = Object.fromEntries(request.headers)
    const reply = await server.handle({ method: request.method, url: request.url, headers, body })
    const isEmpty = reply.status === 204 || reply.status === 304
    return new Response(isEmpty ? null : reply.body, { status: reply.status, headers: { ...reply.headers } })
  }
}
