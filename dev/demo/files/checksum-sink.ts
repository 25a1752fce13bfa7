import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ChecksumSink {
  /** Answers the hex SHA-256 of a POSTed body; any page may ask. */
  readonly url: string
  close(): Promise<void>
}

/** A page cannot hash a large file without holding it whole; so it streams it here. */
export async function openChecksumSink(): Promise<ChecksumSink> {
  const server = createServer(async (request, reply) => {
    reply.setHeader('access-control-allow-origin', '*')
    reply.setHeader('access-control-allow-headers', '*')
    if (request.method !== 'POST') {
      reply.end()
      return
    }
    const hash = createHash('sha256')
    try {
      for await (const chunk of request) hash.update(chunk)
      reply.end(hash.digest('hex'))
    } catch {
      reply.destroy()
    }
  })
  server.requestTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }
}
