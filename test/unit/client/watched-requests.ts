import type { MemoryServer } from '../../server/memory-server.ts'

/** Every request from now on, as method and place. */
export function watched(server: MemoryServer): string[] {
  const requests: string[] = []
  const before = server.beforeHandling
  server.beforeHandling = (request) => {
    requests.push(`${request.method} ${request.url.startsWith(server.storeUrl) ? 'store' : 'api'}`)
    return before(request)
  }
  return requests
}
