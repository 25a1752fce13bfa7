import { expect, inject, test } from 'vitest'
import { liveSeeds, toldSeeds } from '../housekeeping/live-seeds.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

const seedCount = 20

test('[HK1, HK2, HK3] on DynamoDB Local 20 worlds keep what is referred to, and nothing else', async () => {
  const { dynamo } = localClients(inject('localStores'))
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1)
  const lived = await liveSeeds(seeds, 4, () => localRows(dynamo))
  console.log(toldSeeds(lived))
  expect(lived.tied).toBeGreaterThanOrEqual(seedCount / 10)
})
