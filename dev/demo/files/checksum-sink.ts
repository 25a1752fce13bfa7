import { createHash } from 'node:crypto'
import { openLoopbackServer } from '../../processes/loopback-server.ts'

export interface ChecksumSink {
  /** Answers the hex SHA-256 of a POSTed body; any page may ask. */
  readonly url: string
  close(): Promise<void>
}

/** A page cannot hash a large file without holding it whole; so it streams it here. */
export async function openChecksumSink(): Promise<ChecksumSink> {
  const { server, url, close } = await openLoopbackServer(async (request, reply) => {
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
  return { url: `${url}/`, close }
}
