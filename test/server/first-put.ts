import type { ServerRequest } from '../../testing/cloud/http-message.ts'
import type { MemoryServer } from './memory-server.ts'

export function isStorePut({ storeUrl }: MemoryServer, { method, url }: ServerRequest): boolean {
  return method === 'PUT' && url.startsWith(storeUrl)
}

/** What comes between at the first PUT to the store, and at none after it. */
export function atFirstPut(server: MemoryServer, deed: MemoryServer['beforeHandling']): void {
  server.beforeHandling = (request) => {
    if (!isStorePut(server, request)) return undefined
    server.beforeHandling = () => undefined
    return deed(request)
  }
}

/** It arrives twice, as when a browser itself sends it again. */
export function sendFirstPutTwice(server: MemoryServer): void {
  atFirstPut(server, async (request) => {
    await server.handle(request)
    return undefined
  })
}
