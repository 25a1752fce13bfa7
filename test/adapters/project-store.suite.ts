import { describe, expect, test } from 'vitest'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import { givenWrite, someUser } from './given-write.ts'

/** What every project store keeps, whatever is under it. */
export function describeProjectStore(name: string, store: ProjectStore): void {
  describe(`a project store on ${name}`, () => {
    test('[PV1] a first write makes version 1, and is read back whole', async () => {
      const userId = someUser()
      const given = givenWrite(userId, { deviceName: 'laptop', assetIds: { kind: 'inline', ids: ['a1'] } })
      const outcome = await store.write(given)
      expect(outcome).toMatchObject({ kind: 'written', made: { version: 1, mediaRev: 0, updatedAtMs: 1000 } })
      const { name, document, assetIds } = given
      expect(await store.get(userId, 'p1')).toMatchObject({ name, document, assetIds, deviceName: 'laptop' })
    })
    test('[PV1] the next write keeps when it was created, and drops a device that is not named', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId, { deviceName: 'laptop' }))
      await store.write(givenWrite(userId, { baseVersion: 1, nowMs: 2000 }))
      const row = await store.get(userId, 'p1')
      expect(row).toMatchObject({ version: 2, createdAtMs: 1000, updatedAtMs: 2000 })
      expect(row).not.toHaveProperty('deviceName')
    })
    test('[SN3] a large document and a long list are read back as they were, and each kind may follow the other', async () => {
      const userId = someUser()
      const keptAs = (id: string) => ({ id, storageKey: `${userId}/snapshots/${id}`, sizeBytes: 40_000, checksum: id })
      const large = {
        document: { kind: 'snapshot', encoding: 'gzip', object: keptAs('s1') },
        assetIds: { kind: 'object', object: keptAs('s2') },
      } as const
      const { document, assetIds } = givenWrite(userId)
      for (const [baseVersion, content] of [large, { document, assetIds }, large].entries()) {
        const outcome = await store.write(givenWrite(userId, { baseVersion, ...content }))
        const row = await store.get(userId, 'p1')
        expect(outcome).toEqual({ kind: 'written', made: { version: baseVersion + 1, mediaRev: 0, updatedAtMs: 1000 } })
        expect([row?.document, row?.assetIds]).toEqual([content.document, content.assetIds])
      }
      const refused = await store.write(givenWrite(userId))
      expect(refused).toMatchObject({ kind: 'refused', current: { version: 3, ...large } })
      await store.delete(givenWrite(userId, { baseVersion: 3 }))
      expect(await store.get(userId, 'p1')).toMatchObject({ version: 4, ...large })
    })
    test('[PV2] a write on another version is refused with the row in force', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId))
      for (const baseVersion of [0, 2]) {
        const outcome = await store.write(givenWrite(userId, { baseVersion, name: 'loser' }))
        expect(outcome).toMatchObject({ kind: 'refused', current: { version: 1, name: 'film' } })
      }
      const unknown = await store.write(givenWrite(someUser(), { baseVersion: 1 }))
      expect(unknown).toEqual({ kind: 'refused', current: undefined })
    })
    test('[PV4] a mutation id that is remembered is refused also on the version in force', async () => {
      const userId = someUser()
      const first = givenWrite(userId, { mutationId: 'm1' })
      await store.write(first)
      const outcome = await store.write(givenWrite(userId, { baseVersion: 1, mutationId: 'm1' }))
      expect(outcome).toMatchObject({ kind: 'refused', current: { version: 1 } })
    })
    test('[PV5] 32 mutations are kept, and no more', async () => {
      const userId = someUser()
      for (let baseVersion = 0; baseVersion < 34; baseVersion += 1)
        await store.write(givenWrite(userId, { baseVersion }))
      const row = await store.get(userId, 'p1')
      expect(Object.keys(row?.recentMutations ?? {})).toHaveLength(32)
    })
    test('[PV9] a deletion leaves all the row held, marked and at the next version', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId, { deviceName: 'laptop', assetIds: { kind: 'inline', ids: ['a1'] } }))
      const before = await store.get(userId, 'p1')
      const outcome = await store.delete(givenWrite(userId, { baseVersion: 1, nowMs: 2000 }))
      const row = await store.get(userId, 'p1')
      expect(outcome).toEqual({ kind: 'written', made: { version: 2, updatedAtMs: 2000 } })
      const { recentMutations: kept, ...rest } = before ?? { recentMutations: {} }
      expect(row).toMatchObject({ ...rest, version: 2, updatedAtMs: 2000, deletedAtMs: 2000 })
      expect(row?.recentMutations).toMatchObject(kept)
      expect(Object.keys(row?.recentMutations ?? {})).toHaveLength(2)
    })
    test('[PV9] a deletion on another version, of an unknown project or by a remembered id is refused', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId, { mutationId: 'm1' }))
      for (const change of [{ baseVersion: 0 }, { baseVersion: 2 }, { baseVersion: 1, mutationId: 'm1' }]) {
        const outcome = await store.delete(givenWrite(userId, change))
        expect(outcome).toMatchObject({ kind: 'refused', current: { version: 1, name: 'film' } })
      }
      expect(await store.get(userId, 'p1')).not.toHaveProperty('deletedAtMs')
      expect(await store.delete(givenWrite(someUser(), { baseVersion: 1 }))).toEqual({
        kind: 'refused',
        current: undefined,
      })
      expect(await store.delete(givenWrite(someUser()))).toEqual({ kind: 'refused', current: undefined })
    })
    test('[MI8] a project tells when it was saved, also once it was deleted', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId))
      expect(await store.get(userId, 'p1')).toMatchObject({ savedAtMs: 1000 })
      await store.write(givenWrite(userId, { baseVersion: 1, nowMs: 2000 }))
      expect(await store.get(userId, 'p1')).toMatchObject({ savedAtMs: 2000 })
      await store.delete(givenWrite(userId, { baseVersion: 2, nowMs: 3000 }))
      expect(await store.get(userId, 'p1')).toMatchObject({ savedAtMs: 2000, updatedAtMs: 3000 })
    })
    test('[PV10] a tombstone refuses another deletion on its version, and writes on an older one', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId))
      await store.delete(givenWrite(userId, { baseVersion: 1 }))
      const refused = { kind: 'refused', current: { version: 2, deletedAtMs: 1000 } }
      expect(await store.delete(givenWrite(userId, { baseVersion: 2 }))).toMatchObject(refused)
      for (const baseVersion of [0, 1, 3]) {
        expect(await store.write(givenWrite(userId, { baseVersion }))).toMatchObject(refused)
      }
    })
    test('[PV11] a write on its version makes it live again, and keeps when it was created', async () => {
      const userId = someUser()
      await store.write(givenWrite(userId))
      await store.delete(givenWrite(userId, { baseVersion: 1, nowMs: 2000 }))
      await store.write(givenWrite(userId, { baseVersion: 2, name: 'again', nowMs: 3000 }))
      const row = await store.get(userId, 'p1')
      expect(row).toMatchObject({ version: 3, name: 'again', createdAtMs: 1000, updatedAtMs: 3000 })
      expect(row).not.toHaveProperty('deletedAtMs')
      expect((await store.list(userId, { kind: 'live' }, 10)).rows).toMatchObject([{ id: 'p1', version: 3 }])
    })
    test('[ER1, ER3] what was made by the time of a wish is erased, live or deleted, and is not there again; nothing else is', async () => {
      const userId = someUser()
      const erase = async (id: string, madeByMs: number, nowMs = 4000) => {
        const told = []
        // As it is, and as it may have been seen before.
        for (const isLive of [true, false]) told.push(await store.erase({ userId, id, isLive, madeByMs, nowMs }))
        expect(told[1]).toBe(told[0])
        return told[0]
      }
      for (const id of ['live', 'deleted']) await store.write(givenWrite(userId, { id }))
      await store.delete(givenWrite(userId, { id: 'deleted', baseVersion: 1, nowMs: 2000 }))
      expect(await erase('unknown', 5000)).toBe(false)
      for (const [id, deletedAtMs] of [
        ['live', 4000],
        ['deleted', 2000],
      ] as const) {
        expect(await erase(id, 999)).toBe(false)
        expect(await store.get(userId, id)).toMatchObject({ id })
        for (const nowMs of [4000, 5000]) expect(await erase(id, 1000, nowMs)).toBe(true)
        expect(await store.get(userId, id)).toBeUndefined()
        const { rows } = await store.list(userId, { kind: 'changed', fromMs: 4000 }, 10)
        expect(rows.find((row) => row.id === id)).toMatchObject({ deletedAtMs, updatedAtMs: 4000 })
        for (const baseVersion of [0, 1, 2])
          expect(await store.write(givenWrite(userId, { id, baseVersion }))).toEqual({ kind: 'purging' })
        expect(await store.delete(givenWrite(userId, { id, baseVersion: 1 }))).toEqual({ kind: 'purging' })
      }
    })
    test('[LI2] a tombstone is listed among changes, in the order of its deletion, and not among the live', async () => {
      const userId = someUser()
      for (const id of ['a', 'b']) await store.write(givenWrite(userId, { id, nowMs: 100 }))
      await store.delete(givenWrite(userId, { id: 'a', baseVersion: 1, nowMs: 200 }))
      const { rows } = await store.list(userId, { kind: 'changed', fromMs: 0 }, 10)
      expect(rows.map(({ id, deletedAtMs }) => [id, deletedAtMs])).toEqual([
        ['b', undefined],
        ['a', 200],
      ])
      expect((await store.list(userId, { kind: 'live' }, 10)).rows.map(({ id }) => id)).toEqual(['b'])
    })
    test("[LI1] live projects come newest first, page by page, and never another user's", async () => {
      const userId = someUser()
      await store.write(givenWrite(someUser(), { id: 'theirs' }))
      const times = { a: 300, b: 100, c: 200 }
      for (const [id, nowMs] of Object.entries(times)) await store.write(givenWrite(userId, { id, nowMs }))
      const first = await store.list(userId, { kind: 'live' }, 2)
      expect(first.rows.map(({ id }) => id)).toEqual(['a', 'c'])
      const second = await store.list(userId, { kind: 'live' }, 2, first.next)
      expect(second.rows.map(({ id }) => id)).toEqual(['b'])
    })
    test('[LI2] changes come oldest first, from a time on', async () => {
      const userId = someUser()
      for (const [id, nowMs] of Object.entries({ a: 300, b: 100, c: 200 }))
        await store.write(givenWrite(userId, { id, nowMs }))
      const { rows } = await store.list(userId, { kind: 'changed', fromMs: 200 }, 10)
      expect(rows.map(({ id }) => id)).toEqual(['c', 'a'])
    })
  })
}
