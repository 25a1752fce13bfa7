import { describe, expect, test } from 'vitest'
import type { RowPorts } from '../housekeeping/world-ports.ts'
import { givenWrite, someUser } from './given-write.ts'
import { first, keep, mark, sweptHouse, version } from './swept-house.ts'

/** What housekeeping's changes to documents, projects and counts rest on, and the place of its runs, whatever is under them. */
export function describeHousekeeping(name: string, create: () => Promise<RowPorts>): void {
  const start = () => sweptHouse(create)

  describe(`housekeeping's rows on ${name}`, () => {
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
