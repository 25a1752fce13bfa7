import { describe, expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { HeldAsset, SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import type { Mark } from '../../lambdas/housekeeping/mark.ts'
import type { Due } from '../../lambdas/housekeeping/mark-store.ts'
import type { AssetClaim, ExpectedAsset } from '../../lambdas/media/asset-ledger.ts'
import type { VersionRow } from '../../lambdas/versions/version-row.ts'
import type { RowPorts } from '../housekeeping/world-ports.ts'
import { givenWrite, someUser } from './given-write.ts'
import { unsettled } from './unsettled.ts'

const mark: Mark = { sinceMs: 4000, seenMs: 5000 }

/** What housekeeping's changes rest on, whatever is under them. */
export function describeHousekeeping(name: string, create: () => Promise<RowPorts>): void {
  const start = async () => {
    const ports = await create()
    const userId = someUser()
    const write = givenWrite(userId)
    await ports.projects.write(write)
    const claimOf = (change: Partial<AssetClaim> = {}): AssetClaim => ({
      ...{ userId, projectId: 'p1', assetId: 'a1', fileName: 'f', mime: 'video/mp4', sizeBytes: 10 },
      ...{ checksum: `${'A'.repeat(43)}=`, partRule: 1, nowMs: 2000, ...change },
    })
    const open = (change: Partial<AssetClaim> = {}, expected?: ExpectedAsset) => {
      const uploadId = crypto.randomUUID()
      return ports.ledger.open(claimOf(change), { storageKey: `${userId}/${uploadId}`, uploadId }, expected)
    }
    const settle = async () => {
      for (const { asset } of (await ports.rows.holdings(userId)).assets) await ports.ledger.settle(asset, 3000)
    }
    const project = async () => first(await ports.rows.projects(userId))
    const media = async () => first(await ports.rows.media({ userId, projectId: 'p1' }))
    const held = async () => first((await ports.rows.holdings(userId)).assets)
    const marked = async (): Promise<[SweptProject, Due<SweptMedia>]> => {
      await ports.marks.markMedia(await project(), { row: await media(), mark })
      return [await project(), (await media()) as Due<SweptMedia>]
    }
    const deletion = () => ({ ...givenWrite(userId), baseVersion: 1, nowMs: 6000 })
    return { ...ports, userId, claimOf, open, settle, project, media, held, marked, deletion }
  }
  const version: VersionRow = {
    ...{ id: '1~m1', version: 1, kept: 'named', name: 'film', assetIds: { kind: 'inline', ids: ['a1'] } },
    document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1]) },
    ...{ madeAtMs: 5000, expiresAtMs: 9_000_000 },
  }
  const keep = ({ versions, userId }: Pick<RowPorts, 'versions'> & { readonly userId: string }, id = version.id) => {
    const given = { version: { ...version, id }, bodyHash: new Uint8Array(32), nowMs: 5000 }
    return versions.keep({ place: { userId, projectId: 'p1' }, ...given })
  }

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
      expect(await house.assets.collected(first(garbage))).toBe(true)
      expect(await house.assets.collected(first(garbage))).toBe(false)
      expect((await house.usage.read(house.userId)).usage).toMatchObject({ storedBytes: 0 })
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
    test('[HK5] a document goes for its mark, and becomes garbage', async () => {
      const house = await start()
      const storageKey = `${house.userId}/snapshots/s1`
      await house.snapshots.reserve({ userId: house.userId, id: 's1', storageKey, sizeBytes: 7, nowMs: 1000 })
      const row = first((await house.rows.holdings(house.userId)).snapshots)
      expect(await house.marks.markSnapshot({ row, mark })).toBe(true)
      expect(await house.marks.markSnapshot({ row, mark })).toBe(false)
      expect(await house.marks.removeSnapshot({ ...row, mark: { ...mark, seenMs: 1 } }, 7000)).toBe(false)
      expect(await house.marks.removeSnapshot({ ...row, mark }, 7000)).toBe(true)
      const { snapshots, garbage } = await house.rows.holdings(house.userId)
      expect({ snapshots, garbage }).toEqual({
        snapshots: [],
        garbage: [{ userId: house.userId, storageKey, sizeBytes: 7, dueAtMs: 7000 }],
      })
    })
    test('[HK6] a purge begins on a tombstone as it was read, and from then on the project is not there', async () => {
      const house = await start()
      await house.open()
      await house.settle()
      expect(await house.tombstones.begin(await house.project(), 7000)).toBe(false)
      await house.projects.delete(house.deletion())
      const seen = await house.project()
      await keep(house)
      expect(await house.tombstones.begin(seen, 7000)).toBe(false)
      expect(await house.tombstones.begin(await house.project(), 7000)).toBe(true)
      expect(await house.projects.get(house.userId, 'p1')).toBeUndefined()
      const undeletion = givenWrite(house.userId, { baseVersion: 2 })
      expect(await house.projects.write(undeletion)).toEqual({ kind: 'purging' })
      expect(await keep(house)).toEqual({ kind: 'no-project' })
      await house.tombstones.dropStored(seen.place, await house.rows.media(seen.place))
      expect(await house.rows.media(seen.place)).toEqual([])
      await house.tombstones.end(seen.place)
      expect(await house.projects.write(givenWrite(house.userId))).toMatchObject({ kind: 'written' })
      await house.tombstones.end(seen.place)
      expect(await house.projects.get(house.userId, 'p1')).toMatchObject({ version: 1 })
    })
    test('[HK5] versions are read until they expire, whatever their documents', async () => {
      const house = await start()
      const place = { userId: house.userId, projectId: 'p1' }
      await keep(house)
      const { id, assetIds } = version
      expect(await house.rows.versions(place, 8_999_999)).toEqual([{ id, objectIds: [], assetIds }])
      expect(await house.rows.versions(place, 9_000_000)).toEqual([])
    })
    test('[HK3] counts are set where nothing was counted since', async () => {
      const house = await start()
      const usage = { storedBytes: 3, projects: 1, openUploads: 2 }
      const { rev } = await house.usage.read(house.userId)
      expect(await house.usage.correct(house.userId, rev, usage)).toBe(true)
      expect(await house.usage.correct(house.userId, rev, usage)).toBe(false)
      expect((await house.usage.read(house.userId)).usage).toEqual(usage)
      const nobody = someUser()
      expect(await house.usage.read(nobody)).toMatchObject({ rev: 0 })
      expect(await house.usage.correct(nobody, 0, usage)).toBe(true)
      expect(await house.usage.correct(nobody, 0, usage)).toBe(false)
    })
    test('[HK4] a lease is one run’s until it ends, and the place is kept for the next', async () => {
      const { registry } = await create()
      const pass = { startedAtMs: 1000, state: 'under-way', after: 'user-7' } as const
      expect(await registry.lease({ owner: 'a', untilMs: 2000 }, 1000)).toEqual({ kind: 'leased', pass: undefined })
      expect(await registry.lease({ owner: 'b', untilMs: 3000 }, 1999)).toEqual({ kind: 'held' })
      await registry.save('a', { ...pass, after: undefined })
      await registry.save('a', pass)
      expect(await registry.lease({ owner: 'b', untilMs: 3000 }, 2000)).toEqual({ kind: 'leased', pass })
      await expect(registry.save('a', pass)).rejects.toMatchObject({ name: 'LeaseLost' })
      await expect(registry.release('a')).rejects.toMatchObject({ name: 'LeaseLost' })
      await registry.save('b', { startedAtMs: 1000, state: 'done' })
      await registry.release('b')
      const done = { kind: 'leased', pass: { startedAtMs: 1000, state: 'done' } }
      expect(await registry.lease({ owner: 'a', untilMs: 2000 }, 1000)).toEqual(done)
    })
    test('[HK4] every account is come to once, from any place, and the place itself is none', async () => {
      const { registry, usage } = await create()
      const users = Array.from({ length: 7 }, (_, index) => `user-${index}`)
      const none = { storedBytes: 0, projects: 0, openUploads: 0 }
      for (const userId of users) await usage.correct(userId, 0, none)
      await registry.lease({ owner: 'a', untilMs: 2000 }, 1000)
      const all: string[] = []
      for (let page = await registry.page(undefined); ; page = await registry.page(all.at(-1))) {
        all.push(...page.userIds)
        if (page.isLast) break
      }
      expect([...all].sort()).toEqual(users)
      const rest = await registry.page(all[5])
      expect(rest.userIds).toEqual(all.slice(6))
    })
  })
}

function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('There is no such row.')
  return one
}
