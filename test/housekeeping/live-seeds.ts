import { type LivedSeed, liveSeed } from './live-seed.ts'
import type { RowPorts } from './world-ports.ts'

export interface LivedSeeds {
  readonly seeds: readonly LivedSeed[]
  /** Seeds in which a user tied something anew between its check and its removal. */
  readonly tied: number
}

/** As many worlds as there are seeds, a few side by side. */
export async function liveSeeds(
  numbers: readonly number[],
  lanes: number,
  createRows: () => Promise<RowPorts & { close?(): Promise<void> }>,
): Promise<LivedSeeds> {
  const left = numbers.values()
  const seeds: LivedSeed[] = []
  const lane = async () => {
    for (const seed of left) {
      const rows = await createRows()
      seeds.push(await liveSeed(seed, rows))
      await rows.close?.()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { seeds, tied: seeds.filter(({ injected }) => [...injected.keys()].some((what) => what !== 'other')).length }
}

/** One line to be shown with a run. */
export function toldSeeds({ seeds, tied }: LivedSeeds): string {
  const sum = (maps: readonly ReadonlyMap<string, number>[]) => {
    const all: Record<string, number> = {}
    for (const map of maps) for (const [name, amount] of map) all[name] = (all[name] ?? 0) + amount
    return JSON.stringify(all)
  }
  const [runs, killed] = [seeds.reduce((s, { runs }) => s + runs, 0), seeds.reduce((s, { killed }) => s + killed, 0)]
  const injected = sum(seeds.map((seed) => seed.injected))
  const counts = sum(seeds.map((seed) => seed.counts))
  return `  ${seeds.length} seeds, ${tied} with something tied between check and removal ${injected}; ${runs} runs, ${killed} of them killed; ${counts}`
}
