import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackServer {
  readonly server: Server
  /** Without a trailing slash. */
  readonly url: string
  /** Ends what is still being said, too. */
  close(): Promise<void>
}

/** An HTTP server that only this machine reaches, on a port that the system picks. */
export async function openLoopbackServer(listener?: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
