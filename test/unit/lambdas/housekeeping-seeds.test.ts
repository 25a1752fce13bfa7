import { expect, test } from 'vitest'
import { liveSeeds, toldSeeds } from '../../housekeeping/live-seeds.ts'
import { memoryRows } from '../../housekeeping/world-ports.ts'

const seedCount = 200

test('[HK1, HK2, HK3] in 200 worlds nothing that is referred to goes, and all that is not does, whatever comes between', async () => {
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1)
  const lived = await liveSeeds(seeds, 1, async () => memoryRows())
  console.log(toldSeeds(lived))
  expect(lived.tied).toBeGreaterThanOrEqual(seedCount / 10)
}, 240_000)
