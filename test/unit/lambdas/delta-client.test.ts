import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '../../../lambdas/clock/clock.ts'
import { MemoryAccountTable } from '../../../testing/cloud/memory-account-table.ts'
import { MemoryAssetStore } from '../../../testing/cloud/memory-asset-store.ts'
import { createMemoryDatabase } from '../../../testing/cloud/memory-database.ts'
import { MemoryMediaTable } from '../../../testing/cloud/memory-media-table.ts'
import { MemoryProjectStore } from '../../../testing/cloud/memory-project-store.ts'
import { MemorySnapshotLedger } from '../../../testing/cloud/memory-snapshot-ledger.ts'
import { MemoryUrlSigner } from '../../../testing/cloud/memory-url-signer.ts'
import { MemoryVersionStore } from '../../../testing/cloud/memory-version-store.ts'
import { pollDuringWrites } from '../../delta/poll-during-writes.ts'
import { seededRandom } from '../../delta/seeded-random.ts'
import { noLimits } from '../../server/no-limits.ts'

/** Answers a little later, each time by another little: what is asked for at once takes turns, the same in each run of a seed. */
function slowPorts(seed: number) {
  const database = createMemoryDatabase()
  const random = seededRandom(~seed)
  const store = new MemoryProjectStore(database, noLimits)
  const wait = async () => {
    for (let turns = Math.floor(random() * 12); turns > 0; turns -= 1) await undefined
  }
  const slow =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A) => {
      await wait()
      const answer = await call.apply(store, args)
      await wait()
      return answer
    }
  const projects = {
    write: slow(store.write),
    delete: slow(store.delete),
    erase: slow(store.erase),
    get: slow(store.get),
    list: slow(store.list),
  }
  const snapshots = new MemorySnapshotLedger(database, noLimits)
  const addresses = new MemoryUrlSigner('https://store.memory.test', systemClock)
  const versions = new MemoryVersionStore(database)
  const media = new MemoryMediaTable(database)
  const accounts = new MemoryAccountTable(database)
  return {
    ...{ projects, media, versions, snapshots, accounts, addresses },
    objects: new MemoryAssetStore(),
    limits: noLimits,
  }
}

test('[LI7] a client that polls for changes ends with exactly what the server has, whatever the clocks and the turns', async () => {
  const seeds = fc.record({ seed: fc.integer(), pageSize: fc.integer({ min: 1, max: 40 }) })
  await fc.assert(
    fc.asyncProperty(seeds, async ({ seed, pageSize }) => {
      const { client, server } = await pollDuringWrites(slowPorts(seed), 'ada', {
        seed,
        pageSize,
        writes: 250,
        writers: 6,
      })
      expect(client).toEqual(server)
    }),
    { numRuns: 60 },
  )
})

test.each([127, 150])(
  '[LI7] seed %i: a write by the slowest function, its clock behind, after a poll by one ahead',
  async (seed) => {
    const run = { seed, pageSize: 20, writes: 250, writers: 6 }
    const { client, server } = await pollDuringWrites(slowPorts(seed), 'ada', run)
    expect(client).toEqual(server)
  },
)

test('[LI7] so it does over a thousand writes of every kind, with clocks a minute off and many pages', async () => {
  const run = { seed: 1, pageSize: 10, writes: 1000, writers: 2 }
  const { client, server, counts, polls, pages } = await pollDuringWrites(slowPorts(run.seed), 'ada', run)
  expect(client).toEqual(server)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  expect(polls).toBeGreaterThan(15)
  expect(pages).toBeGreaterThan(2 * polls)
})
