import { describe, expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { HeldAsset, SweptMedia } from '../../lambdas/housekeeping/account-rows.ts'
import type { Due } from '../../lambdas/housekeeping/mark-store.ts'
import type { AssetClaim } from '../../lambdas/media/asset-ledger.ts'
import type { RowPorts } from '../housekeeping/world-ports.ts'
import { givenWrite } from './given-write.ts'
import { first, keep, mark, sweptHouse } from './swept-house.ts'
import { unsettled } from './unsettled.ts'

/** What housekeeping's changes to media and their bytes rest on, whatever is under them. */
export function describeSweptMedia(name: string, create: () => Promise<RowPorts>): void {
  const start = () => sweptHouse(create)

  describe(`housekeeping's rows on ${name}`, () => {
    test('[HK5] media that are marked and as they were read go', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      const [project, row] = await house.marked()
      expect(row).toMatchObject({ assetId: 'a1', state: 'stored', mark })
      expect(await house.marks.removeMedia(project, [row])).toBe(true)
      expect(await house.rows.media(project.place)).toEqual([])
    })
    test('[HK1] none go where the project was written, a version kept, or one of them attached anew', async () => {
      const checksums = { a1: `${'A'.repeat(43)}=`, a2: `B${'A'.repeat(42)}=` }
      const ways: ((house: Awaited<ReturnType<typeof start>>) => Promise<unknown>)[] = [
        (house) => house.projects.write({ ...givenWrite(house.userId), baseVersion: 1 }),
        (house) => keep(house),
        (house) => house.ledger.attach(house.claimOf({ checksum: checksums.a1 })),
      ]
      const cases = ways.flatMap((way) => [false, true].map((isOneKept) => ({ way, isOneKept })))
      for (const { way, isOneKept } of cases) {
        const house = await start()
        if (isOneKept) await keep(house, '1~m2')
        for (const [assetId, checksum] of Object.entries(checksums)) await house.open({ assetId, checksum })
        await house.settle()
        const project = await house.project()
        for (const row of await house.rows.media(project.place)) await house.marks.markMedia(project, { row, mark })
        const rows = (await house.rows.media(project.place)) as Due<SweptMedia>[]
        await way(house)
        expect(await house.marks.removeMedia(project, rows)).toBe(false)
        expect(await house.rows.media(project.place)).toHaveLength(2)
      }
    })
    test('[HK5] a mark is written over the one that was read alone', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      const unmarked = { row: await house.media(), mark }
      const [project, row] = await house.marked()
      expect(await house.marks.markMedia(project, unmarked)).toBe(false)
      await house.ledger.attach(house.claimOf())
      expect(await house.marks.markMedia(project, { row, mark: { ...mark, seenMs: 6000 } })).toBe(false)
      expect(await house.media()).not.toHaveProperty('mark')
    })
    test('[HK1, HK3] bytes go where nothing was tied to them since they were read, and count until they are collected', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      const seen: HeldAsset = await house.held()
      await house.projects.write(givenWrite(house.userId, { id: 'p2' }))
      expect(await house.ledger.attach(house.claimOf({ projectId: 'p2' }))).toEqual({ kind: 'stored' })
      expect(await house.assets.discard(seen, 7000)).toBe(false)
      expect(await house.assets.discard(await house.held(), 7000)).toBe(true)
      const { assets, garbage } = await house.rows.holdings(house.userId)
      const { storageKey } = seen.asset.session
      expect({ assets, garbage }).toEqual({
        assets: [],
        garbage: [{ userId: house.userId, storageKey, sizeBytes: 10, dueAtMs: 7000 }],
      })
      expect(await house.accounts.usage(house.userId)).toMatchObject({ storedBytes: 10 })
      expect(await house.assets.collected(garbage)).toBe(true)
      expect(await house.assets.collected(garbage)).toBe(false)
      expect((await house.usage.read(house.userId)).usage).toMatchObject({ storedBytes: 0 })
    })
    test('[HK3, HK14] what is collected together is counted off together, or not at all', async () => {
      const house = await start()
      for (const [index, checksum] of ['A', 'B', 'C'].map((letter) => `${letter.repeat(43)}=`).entries()) {
        await house.open({ assetId: `a${index}`, checksum, sizeBytes: 10 + index })
      }
      await house.settle()
      for (const held of (await house.rows.holdings(house.userId)).assets) await house.assets.discard(held, 7000)
      const garbage = async () => (await house.rows.holdings(house.userId)).garbage
      const used = async () => (await house.usage.read(house.userId)).usage.storedBytes
      const all = await garbage()
      const [one, others] = [first(all), all.slice(1)]
      expect(await house.assets.collected([one])).toBe(true)
      expect(await house.assets.collected(all)).toBe(false)
      expect([await used(), await garbage()]).toEqual([33 - one.sizeBytes, others])
      expect(await house.assets.collected(others)).toBe(true)
      expect([await used(), await garbage()]).toEqual([0, []])
    })
    test('[HK1] bytes that were sent anew do not go for those that were read before', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      const seen = await house.held()
      expect(await house.assets.discard(seen, 7000)).toBe(true)
      await house.open()
      await house.settle()
      expect(await house.assets.discard(seen, 8000)).toBe(false)
      expect((await house.rows.holdings(house.userId)).assets).toHaveLength(1)
    })
    test('[UP20] what is replaced, given up or cancelled is garbage, each under its own key, until no address is good', async () => {
      const house = await start()
      const keys: string[] = []
      const row = async (change: Partial<AssetClaim>) => {
        const asset = await house.ledger.get(house.userId, house.claimOf(change))
        if (asset !== undefined) keys.push(asset.session.storageKey)
        return unsettled(asset)
      }
      const ended = { assetId: 'a2', checksum: `${'B'.repeat(43)}=` }
      for (const change of [{}, ended]) await house.open(change)
      await house.open({}, await row({}))
      const { storageKey } = (await row({}))?.session ?? {}
      const [item, asset] = [await house.media(), await house.ledger.get(house.userId, house.claimOf())]
      await house.ledger.cancel(house.userId, { projectId: 'p1', assetId: 'a1' }, { item, asset }, 4000)
      const given = await row(ended)
      if (given === undefined) throw new Error('The asset has no row.')
      await house.ledger.abandon(given, 4000)
      const { garbage } = await house.rows.holdings(house.userId)
      expect(garbage.map((one) => one.storageKey).sort()).toEqual(keys.sort())
      expect(keys).toContain(storageKey)
      for (const { dueAtMs, sizeBytes } of garbage) {
        expect(sizeBytes).toBe(10)
        expect(dueAtMs).toBeGreaterThanOrEqual(2000 + limits.urlLifeSeconds * 1000)
      }
    })
    test('[RM2, HK5] a row that is detached again keeps the mark that it has', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      for (const nowMs of [5000, 6000])
        expect(await house.ledger.detach(house.userId, { projectId: 'p1', assetId: 'a1' }, nowMs)).toBe(true)
      expect((await house.media()).mark).toEqual({ sinceMs: 5000, seenMs: 5000 })
    })
    test('[HK8] an upload that was given up is forgotten when nobody waits for it, and not before', async () => {
      const house = await start()
      await house.open()
      await house.ledger.abandon((await house.held()).asset, 3000)
      expect(await house.assets.dropAbandoned(await house.held())).toBe(false)
      const [item, { asset }] = [await house.media(), await house.held()]
      await house.ledger.cancel(house.userId, { projectId: 'p1', assetId: 'a1' }, { item, asset }, 4000)
      expect(await house.rows.holdings(house.userId)).toMatchObject({ assets: [], garbage: [{ sizeBytes: 10 }] })
    })
  })
}
