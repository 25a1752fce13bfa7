import { expect, test } from 'vitest'
import { collectGarbage } from '../../../lambdas/housekeeping/collect-garbage.ts'
import { discardAssets } from '../../../lambdas/housekeeping/discard-assets.ts'
import { sweepAccount } from '../../../lambdas/housekeeping/sweep-account.ts'
import { RequestMeter } from '../../../lambdas/metrics/request-meter.ts'
import { givenWrite, someUser } from '../../adapters/given-write.ts'
import { betweenCalls } from '../../housekeeping/between-calls.ts'
import { givenUploads } from '../../housekeeping/given-uploads.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

const files = 95

/** An account of stored files that nothing names any more. */
async function givenFiles() {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userId = someUser()
  await givenUploads(ports, { userId, clock, count: files })
  for (const { asset } of (await ports.rows.holdings(userId)).assets) await ports.ledger.settle(asset, clock.nowMs())
  clock.pass(2 * dayMs)
  return { ports, userId }
}

test('[HK14] the projects of an account are gone through four at a time, and what each ties down stays', async () => {
  const { ports, userId } = await givenFiles()
  for (let n = 2; n <= 9; n += 1) await ports.projects.write(givenWrite(userId, { id: `p${n}` }))
  let [underWay, most] = [0, 0]
  const rows = betweenCalls(ports.rows, {
    before: async (name) => {
      if (name === 'media') underWay += 1
      most = Math.max(most, underWay)
    },
    after: async (name) => {
      if (name === 'media') underWay -= 1
    },
  })
  const { bytes } = ports
  const house = { ...ports, rows, store: bytes, lists: bytes, bin: bytes, meter: new RequestMeter() }
  expect(await sweepAccount(house, userId, { isOver: () => false })).toEqual([])
  expect(most).toBe(4)
  expect((await ports.rows.holdings(userId)).assets).toHaveLength(files)
})

test('[HK14, ER4] the files of an account go ten at a time, and are counted off once for ten', async () => {
  const { ports, userId } = await givenFiles()
  const [calls, underWay, most] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const add = (counts: Map<string, number>, name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by)
  const watched = <Port extends object>(port: Port): Port =>
    betweenCalls(port, {
      before: async (name) => {
        add(calls, name, 1)
        add(underWay, name, 1)
        most.set(name, Math.max(most.get(name) ?? 0, underWay.get(name) ?? 0))
      },
      after: async (name) => void add(underWay, name, -1),
    })
  const house = { ...ports, assets: watched(ports.assets), bin: watched(ports.bytes), meter: new RequestMeter() }
  const { assets } = await ports.rows.holdings(userId)
  await collectGarbage(house, await discardAssets(house, assets, new Set()))
  expect(await ports.rows.holdings(userId)).toMatchObject({ assets: [], garbage: [] })
  expect(await ports.accounts.usage(userId)).toMatchObject({ storedBytes: 0 })
  expect(Object.fromEntries(calls)).toEqual({ discard: files, remove: files, collected: Math.ceil(files / 10) })
  expect(Object.fromEntries(most)).toEqual({ discard: 10, remove: 10, collected: 1 })
  expect(Object.fromEntries(house.meter.answered().counts)).toEqual({ AssetsCollected: files, BytesCollected: 950 })
})
