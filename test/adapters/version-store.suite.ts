import { describe, expect, test } from 'vitest'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import type { History } from '../../lambdas/versions/history.ts'
import { versionId } from '../../lambdas/versions/version-id.ts'
import type { ProjectPlace, VersionRow } from '../../lambdas/versions/version-row.ts'
import type { VersionPosition, VersionStore } from '../../lambdas/versions/version-store.ts'

interface VersionStores {
  readonly projects: ProjectStore
  readonly versions: VersionStore
  readonly history: History
}

/** To come: a deployed stack's own history and time to live leave such rows alone. */
const startMs = Date.UTC(2100, 0)
const nowMs = startMs + 5000
const expiresAtMs = startMs + 9_000_000
const bodyHash = new Uint8Array(32).fill(7)

const somewhere = (): ProjectPlace => ({ userId: `user-${crypto.randomUUID()}`, projectId: 'p1' })
const rowOf = (version: number, change: Partial<VersionRow> = {}): VersionRow => ({
  id: versionId(version),
  ...{ version, kept: 'history', name: 'film', assetIds: { kind: 'inline', ids: ['a1'] } },
  document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1, 2, 3]) },
  ...{ madeAtMs: startMs + 1000 + version, expiresAtMs, ...change },
})
const named = (change: Partial<VersionRow> = {}) => rowOf(1, { id: versionId(1, 'm1'), kept: 'named', ...change })

/** What every store of versions keeps, whatever is under it. */
export function describeVersionStore(name: string, { projects, versions, history }: VersionStores): void {
  const project = async (): Promise<ProjectPlace> => {
    const place = somewhere()
    const { document, assetIds } = rowOf(1)
    const write = { userId: place.userId, id: place.projectId, baseVersion: 0, mutationId: 'm0', bodyHash }
    await projects.write({ ...write, name: 'film', document, assetIds, nowMs: startMs + 1000 })
    return place
  }
  const everyPage = async (place: ProjectPlace, limit: number): Promise<string[]> => {
    const ids: string[] = []
    let after: VersionPosition | undefined
    do {
      const page = await versions.list(place, limit, nowMs, after)
      ids.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after !== undefined)
    return ids
  }

  describe(`a version store on ${name}`, () => {
    test('[HI2, HI8] a version that was added is read back whole, with all it may say', async () => {
      const place = somewhere()
      const full = rowOf(12, { deviceName: 'laptop', deletedAtMs: startMs + 1012 })
      await history.add(place, full)
      expect(await versions.get(place, '12', nowMs)).toEqual(full)
      const { document: _document, assetIds: _assetIds, ...summary } = full
      expect((await versions.list(place, 10, nowMs)).rows).toMatchObject([summary])
      expect(await versions.get(somewhere(), '12', nowMs)).toBeUndefined()
    })
    test('[HI3] added again it changes nothing, made anew under the same id it takes its place', async () => {
      const place = somewhere()
      await history.add(place, rowOf(1, { name: 'second', madeAtMs: 2000 }))
      for (const madeAtMs of [2000, 1000]) await history.add(place, rowOf(1, { name: 'first', madeAtMs }))
      expect(await versions.get(place, '1', nowMs)).toMatchObject({ name: 'second', madeAtMs: 2000 })
      await history.add(place, rowOf(1, { name: 'third', madeAtMs: 3000 }))
      expect(await versions.get(place, '1', nowMs)).toMatchObject({ name: 'third', madeAtMs: 3000 })
    })
    test('[HI7] versions come newest first, page by page, each once, also of one time', async () => {
      const place = somewhere()
      const at = [100, 100, 300, 200, 200, 200, 400]
      for (const [version, madeAtMs] of at.entries()) await history.add(place, rowOf(version, { madeAtMs }))
      const ids = await everyPage(place, 2)
      expect(ids.map((id) => at[Number(id)])).toEqual([400, 300, 200, 200, 200, 100, 100])
      expect(new Set(ids).size).toBe(at.length)
    })
    test('[HI6] what has expired is neither listed nor read, though its row be there', async () => {
      const place = somewhere()
      await history.add(place, rowOf(1, { expiresAtMs: nowMs }))
      await history.add(place, rowOf(2, { expiresAtMs: nowMs + 1000 }))
      expect(await everyPage(place, 1)).toEqual(['2'])
      expect(await versions.get(place, '1', nowMs)).toBeUndefined()
      expect(await versions.get(place, '2', nowMs)).toMatchObject({ version: 2 })
    })
    test('[HI5] those made before a time are found, and dropped by the dozen', async () => {
      const [place, other] = [somewhere(), somewhere()]
      const numbers = Array.from({ length: 60 }, (_, n) => n)
      await Promise.all(numbers.map((version) => history.add(place, rowOf(version))))
      await history.add(other, rowOf(1))
      const before = await history.madeBefore(place, startMs + 1055)
      expect(before.map(({ version }) => version).sort((a, b) => a - b)).toEqual(numbers.slice(0, 55))
      await history.drop(
        place,
        before.map(({ id }) => id),
      )
      expect(await everyPage(place, 100)).toEqual(['59', '58', '57', '56', '55'])
      expect(await everyPage(other, 100)).toEqual(['1'])
    })
    test('[HI9] a version is kept beside those in force, and they beside it', async () => {
      const place = await project()
      await history.add(place, rowOf(1))
      const version = named({ label: 'before the cut', madeAtMs: startMs + 3000 })
      expect(await versions.keep({ place, version, bodyHash, nowMs })).toEqual({ kind: 'kept' })
      expect(await versions.get(place, '1~m1', nowMs)).toEqual(version)
      expect(await versions.get(place, '1', nowMs)).toEqual(rowOf(1))
      expect(await everyPage(place, 10)).toEqual(['1~m1', '1'])
    })
    test('[HI9] under a name that is taken it answers what is there, until that has expired', async () => {
      const place = await project()
      const first = named({ expiresAtMs: startMs + 8000 })
      await versions.keep({ place, version: first, bodyHash, nowMs })
      const version = named({ name: 'other' })
      const again = { place, version, bodyHash: new Uint8Array(32), nowMs }
      expect(await versions.keep(again)).toEqual({ kind: 'taken', version: first, bodyHash })
      expect(await versions.keep({ ...again, nowMs: startMs + 8000 })).toEqual({ kind: 'kept' })
    })
    test('[HI9] a version is kept beside one that others have followed, as a side of a conflict is', async () => {
      const place = await project()
      const { document, assetIds } = rowOf(1)
      const write = { userId: place.userId, id: place.projectId, baseVersion: 1, mutationId: 'm2', bodyHash }
      await projects.write({ ...write, name: 'film', document, assetIds, nowMs: startMs + 2000 })
      expect(await versions.keep({ place, version: named(), bodyHash, nowMs })).toEqual({ kind: 'kept' })
    })
    test('[HI9] beside an unknown project, or on a version it has not come to, nothing is kept', async () => {
      const [place, unknown] = [await project(), somewhere()]
      expect(await versions.keep({ place: unknown, version: named(), bodyHash, nowMs })).toEqual({ kind: 'no-project' })
      const version = rowOf(2, { id: versionId(2, 'm1'), kept: 'named' })
      expect(await versions.keep({ place, version, bodyHash, nowMs })).toEqual({ kind: 'no-version' })
      expect(await everyPage(unknown, 10)).toEqual([])
      expect(await versions.get(place, '2~m1', nowMs)).toBeUndefined()
    })
  })
}
