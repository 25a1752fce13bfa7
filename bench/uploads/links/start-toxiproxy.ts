import { join } from 'node:path'
import { freePort } from '../../../dev/processes/free-port.ts'
import type { LocalStore } from '../../../dev/stores/local-store.ts'
import { startLocalStore } from '../../../dev/stores/start-local-store.ts'

/** What toxiproxy does to connections; times in milliseconds, see its README. */
export interface Toxic {
  readonly type: 'latency' | 'reset_peer'
  readonly stream: 'upstream' | 'downstream'
  /** Share of the connections that it meets, 0 to 1. */
  readonly toxicity: number
  readonly attributes: Readonly<Record<string, number>>
}

export interface Toxiproxy {
  /** Opens a way to `upstream` (`host:port`); answers the port it begins at. */
  addWay(upstream: string, toxics: readonly Toxic[]): Promise<number>
  close(): Promise<void>
}

/** @param seed which connections a toxic meets */
export async function startToxiproxy(binary: string, folder: string, seed: number, signal: AbortSignal) {
  const port = await freePort()
  const server: LocalStore = await startLocalStore(
    {
      name: 'toxiproxy',
      command: binary,
      args: ['-host', '127.0.0.1', '-port', String(port), '-seed', String(seed)],
      cwd: folder,
      logFile: join(folder, 'toxiproxy.log'),
      port,
      path: '/version',
      upStatus: 200,
    },
    signal,
  )
  let ways = 0
  const ask = async (path: string, body: object) => {
    const reply = await fetch(`${server.endpointUrl}${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`toxiproxy refuses ${path}: ${await reply.text()}`)
  }
  const toxiproxy: Toxiproxy = {
    async addWay(upstream, toxics) {
      ways += 1
      const [name, at] = [`way-${ways}`, await freePort()]
      await ask('/proxies', { name, listen: `127.0.0.1:${at}`, upstream, enabled: true })
      for (const [index, toxic] of toxics.entries()) {
        await ask(`/proxies/${name}/toxics`, { name: `${toxic.type}-${index}`, ...toxic })
      }
      return at
    },
    close: server.close,
  }
  return toxiproxy
}
