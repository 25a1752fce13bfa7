import { go } from '../../../dev/stores/store-tools.ts'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { createNarrowPipe } from './narrow-pipe.ts'
import { startToxiproxy, type Toxic } from './start-toxiproxy.ts'
import { toxiproxyBinary } from './toxiproxy-binary.ts'

export interface LinkShape {
  readonly roundTripMs: number
  readonly megabitsPerSecond: number
  /** Share of the connections to the store that are reset, each after a while; 0 where the line holds. */
  readonly resetShare: number
}

export interface ShapedLink {
  /** Lead a browser over the link, to the page's server and to the store alike. */
  readonly hostRules: readonly string[]
  close(): Promise<void>
}

const resetAfterMs = 4_000
const seed = 1

/** A link between browser and cloud: toxiproxy delays and resets, behind it one narrow pipe for all that passes. */
export async function openShapedLink(cloud: BenchCloud, shape: LinkShape, folder: string, signal: AbortSignal) {
  const binary = await toxiproxyBinary(go.command, signal, (text) => console.log(text))
  const pipe = createNarrowPipe(shape.megabitsPerSecond)
  const toxiproxy = await startToxiproxy(binary, folder, seed, signal)
  const rules: string[] = []
  for (const url of [cloud.pageUrl, cloud.storeUrl]) {
    const { hostname, port } = new URL(url)
    // The page's own server is spared: not each uploader knows what to do without it.
    const resetShare = url === cloud.storeUrl ? shape.resetShare : 0
    const toxics = toxicsOf({ ...shape, resetShare })
    const at = await toxiproxy.addWay(`127.0.0.1:${await pipe.addWay(Number(port))}`, toxics)
    rules.push(`MAP ${hostname}:${port} 127.0.0.1:${at}`)
  }
  const link: ShapedLink = {
    hostRules: rules,
    async close() {
      await toxiproxy.close()
      await pipe.close()
    },
  }
  return link
}

function toxicsOf({ roundTripMs, resetShare }: LinkShape): Toxic[] {
  const latency = { type: 'latency', toxicity: 1, attributes: { latency: roundTripMs / 2, jitter: 0 } } as const
  const reset = {
    type: 'reset_peer',
    stream: 'downstream',
    toxicity: resetShare,
    attributes: { timeout: resetAfterMs },
  } as const
  const both = [
    { ...latency, stream: 'upstream' },
    { ...latency, stream: 'downstream' },
  ] as const
  return resetShare > 0 ? [...both, reset] : [...both]
}
