import { expect, inject, test } from 'vitest'
import { liveSeeds, toldSeeds } from '../housekeeping/live-seeds.ts'
import { localClients } from '../local-stores/local-clients.ts'
import { localRows } from '../local-stores/local-rows.ts'

const seedCount = 500
const hourMs = 60 * 60 * 1000

test(
  '[HK1, HK2, HK3] on DynamoDB Local 500 worlds keep what is referred to, and nothing else',
  async () => {
    const { dynamo } = localClients(inject('localStores'))
    // Others than those that every run has.
    const seeds = Array.from({ length: seedCount }, (_, index) => index + 1001)
    const lived = await liveSeeds(seeds, 6, () => localRows(dynamo))
    console.log(toldSeeds(lived))
    expect(lived.tied).toBeGreaterThanOrEqual(seedCount / 10)
  },
  hourMs,
)
