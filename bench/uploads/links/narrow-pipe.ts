import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface NarrowPipe {
  /** Opens a way to a port of this machine; answers the port it begins at. */
  addWay(toPort: number): Promise<number>
  close(): Promise<void>
}

/** How far ahead of its rate a direction may be; small, so that the rate holds over short times too. */
const burstMs = 20

/**
 * One line of so many bits a second each way, shared by all connections over it, as a household's is. Toxiproxy's own
 * limit is each connection's, and whoever opens more of them would have more.
 */
export function createNarrowPipe(megabitsPerSecond: number): NarrowPipe {
  const bytesPerMs = (megabitsPerSecond * 1_000_000) / 8 / 1000
  const up = createRate(bytesPerMs)
  const down = createRate(bytesPerMs)
  const servers: ReturnType<typeof createServer>[] = []
  const sockets = new Set<Socket>()
  return {
    async addWay(toPort) {
      const server = createServer({ allowHalfOpen: true }, (near) => {
        const far = connect({ port: toPort, host: '127.0.0.1', allowHalfOpen: true })
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(socket)
          socket.setNoDelay(true)
          socket.on('error', () => other.destroy())
          socket.once('close', () => {
            sockets.delete(socket)
            other.destroy()
          })
        }
        void carry(near, far, up)
        void carry(far, near, down)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      servers.push(server)
      return (server.address() as AddressInfo).port
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

async function carry(from: Socket, to: Socket, rate: (bytes: number) => Promise<void>): Promise<void> {
  try {
    for await (const chunk of from) {
      await rate((chunk as Buffer).byteLength)
      if (!to.write(chunk)) await once(to, 'drain')
    }
    to.end()
  } catch {
    to.destroy()
  }
}

/** Waits until so many bytes more have had their time. */
function createRate(bytesPerMs: number): (bytes: number) => Promise<void> {
  let freeAtMs = 0
  return async (bytes) => {
    const nowMs = performance.now()
    freeAtMs = Math.max(freeAtMs, nowMs - burstMs) + bytes / bytesPerMs
    if (freeAtMs > nowMs) await delay(freeAtMs - nowMs)
  }
}
