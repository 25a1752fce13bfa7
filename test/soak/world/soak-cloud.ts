import { createMemoryServer } from '../../server/memory-server.ts'
import { type ServedCloud, serveMemoryServer } from '../../server/serve-memory-server.ts'
import type { Chance } from '../../simulate/chance/chance.ts'
import { CloudReader } from './cloud-reader.ts'
import { LineTroubles } from './line-troubles.ts'

/** The cloud of both devices, and the line to it. */
export interface SoakCloud {
  readonly served: ServedCloud
  readonly troubles: LineTroubles
  readonly reader: CloudReader
  /** All that is asked is answered, at once. */
  recover(): void
  close(): Promise<void>
}

export async function openSoakCloud(chance: Chance): Promise<SoakCloud> {
  const server = createMemoryServer()
  const troubles = new LineTroubles(server, chance)
  const served = await serveMemoryServer(server)
  return {
    ...{ served, troubles, reader: new CloudReader(server) },
    recover: () => {
      served.isReachable = true
      troubles.end()
    },
    close: async () => {
      troubles.end()
      await served.close()
    },
  }
}
