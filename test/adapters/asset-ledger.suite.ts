import { describe, expect, test } from 'vitest'
import type { AssetClaim, AssetLedger } from '../../lambdas/media/asset-ledger.ts'
import type { MediaTable } from '../../lambdas/media/media-table.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import { givenWrite } from './given-write.ts'
import { unsettled } from './unsettled.ts'

export interface LedgerPorts {
  readonly ledger: AssetLedger
  readonly media: MediaTable
  readonly projects: ProjectStore
}

/** What every ledger keeps, whatever is under it. */
export function describeAssetLedger(name: string, { ledger, media, projects }: LedgerPorts): void {
  const session = (uploadId: string) => ({ storageKey: `key-${uploadId}`, uploadId })
  const claimOf = (userId: string, change: Partial<AssetClaim> = {}): AssetClaim => ({
    ...{ userId, projectId: 'p1', assetId: 'a1', fileName: 'f', mime: 'video/mp4', sizeBytes: 10 },
    ...{ checksum: `${'A'.repeat(43)}=`, partRule: 1, nowMs: 2000 },
    ...change,
  })
  const account = async (...ids: string[]) => {
    const userId = `user-${crypto.randomUUID()}`
    const document = { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1]) } as const
    const assetIds = { kind: 'inline', ids: [] } as const
    const rest = { baseVersion: 0, mutationId: 'm', bodyHash: new Uint8Array(32), name: 'n', assetIds, nowMs: 1000 }
    for (const id of ids) await projects.write({ userId, id, document, ...rest })
    return userId
  }
  const read = async (claim: AssetClaim): Promise<StoredAsset> => {
    const asset = await ledger.get(claim.userId, claim)
    if (asset === undefined) throw new Error('The asset has no row.')
    return asset
  }

  describe(`an asset ledger on ${name}`, () => {
    test('[ID3] a claim of an unknown project changes nothing', async () => {
      const claim = claimOf(await account())
      expect(await ledger.attach(claim)).toEqual({ kind: 'project-missing' })
      expect(await ledger.open(claim, session('u1'), undefined)).toEqual({ kind: 'project-missing' })
      expect(await ledger.get(claim.userId, claim)).toBeUndefined()
    })
    test('[UP3] of two sessions for one asset the second is overtaken, and may join the first', async () => {
      const claim = claimOf(await account('p1'))
      const other = { ...claim, assetId: 'a2' }
      expect(await ledger.open(claim, session('u1'), undefined)).toEqual({ kind: 'opened' })
      expect(await ledger.open(other, session('u2'), undefined)).toEqual({ kind: 'overtaken' })
      const attached = await ledger.attach(other)
      expect(attached).toMatchObject({ kind: 'not-stored', asset: { state: 'uploading', session: session('u1') } })
      await ledger.open(other, session('u1'), unsettled(await read(claim)))
      expect((await read(claim)).waiting.map(({ assetId }) => assetId).sort()).toEqual(['a1', 'a2'])
    })
    test('[UP6] project, row and bytes are seen together; those of an unknown project or asset are not there', async () => {
      const claim = claimOf(await account('p1'))
      const { userId } = claim
      expect(await ledger.view(userId, claim, claim)).toEqual({ project: { mediaRev: 0 } })
      await ledger.open(claim, session('u1'), undefined)
      const asset = await read(claim)
      const item = await media.get(userId, 'p1', 'a1')
      expect(await ledger.view(userId, claim, claim)).toEqual({ project: { mediaRev: 0 }, item, asset })
      await ledger.settle(asset, 3000)
      const after = await ledger.view(userId, claim, claim)
      expect(after).toMatchObject({ project: { mediaRev: 1 }, item: { state: 'stored' }, asset: { state: 'stored' } })
      const other = { ...claim, checksum: `${'B'.repeat(43)}=` }
      expect(await ledger.view(userId, claim, other)).toMatchObject({ item: after.item, asset: undefined })
      expect(await ledger.view(userId, { projectId: 'p2', assetId: 'a1' }, claim)).toEqual({ asset: after.asset })
      expect(await ledger.view('user-unknown', claim, claim)).toEqual({})
      expect(await ledger.view(userId, claim)).toEqual({ project: after.project, item: after.item })
    })
    test('[UP7] [MI8] settling tells every waiter once, and raises each project once, but not when it was saved', async () => {
      const userId = await account('p1', 'p2')
      const claims = [
        claimOf(userId),
        claimOf(userId, { assetId: 'a2' }),
        claimOf(userId, { projectId: 'p2', assetId: 'a3' }),
      ]
      const [claim] = claims as [AssetClaim]
      await ledger.open(claim, session('u1'), undefined)
      for (const more of claims.slice(1)) {
        await ledger.open(more, session('u1'), unsettled(await read(claim)))
      }
      const asset = await read(claim)
      await ledger.settle(asset, 3000)
      await ledger.settle(asset, 4000)
      for (const { projectId, assetId } of claims) {
        expect(await media.get(userId, projectId, assetId)).toMatchObject({ state: 'stored', updatedAtMs: 3000 })
        expect(await projects.get(userId, projectId)).toMatchObject({ mediaRev: 1, updatedAtMs: 3000, savedAtMs: 1000 })
      }
      expect(await read(claim)).toMatchObject({ state: 'stored', waiting: [] })
    })
    test('[UP7] more waiters than one transaction holds are all told', async () => {
      const userId = await account('p1')
      const claim = claimOf(userId, { assetId: 'a0' })
      await ledger.open(claim, session('u1'), undefined)
      for (let index = 1; index < 60; index += 1) {
        const more = claimOf(userId, { assetId: `a${index}` })
        await ledger.open(more, session('u1'), unsettled(await read(claim)))
      }
      const asset = await read(claim)
      for (const nowMs of [3000, 4000]) await ledger.settle(asset, nowMs)
      const items = await media.list(userId, 'p1')
      expect(items.filter(({ state, updatedAtMs }) => state === 'stored' && updatedAtMs === 3000)).toHaveLength(60)
    })
    test('[UP2] [UP7] who waits still for what is stored is attached, and is told by nobody else', async () => {
      const userId = await account('p1')
      const [claim, other] = [claimOf(userId), claimOf(userId, { assetId: 'a2', nowMs: 4000 })]
      await ledger.open(claim, session('u1'), undefined)
      await ledger.open(other, session('u1'), unsettled(await read(claim)))
      const asset = await read(claim)
      await ledger.settle({ ...asset, waiting: asset.waiting.filter(({ assetId }) => assetId === 'a1') }, 3000)
      expect(await read(claim)).toMatchObject({ state: 'stored', waiting: [{ assetId: 'a2' }] })
      expect(await ledger.attach(other)).toEqual({ kind: 'stored' })
      expect(await media.get(userId, 'p1', 'a2')).toMatchObject({ state: 'stored', updatedAtMs: 4000 })
      expect(await read(claim)).toMatchObject({ waiting: [] })
    })
    test('[PV10] a deleted project claims nothing; what waits in it holds up none that wait elsewhere', async () => {
      const userId = await account('p1', 'p2')
      const [claim, gone] = [claimOf(userId), claimOf(userId, { projectId: 'p2' })]
      await ledger.open(claim, session('u1'), undefined)
      await ledger.open(gone, session('u1'), unsettled(await read(claim)))
      await projects.delete(givenWrite(userId, { id: 'p2', baseVersion: 1 }))
      const missing = { kind: 'project-missing' }
      expect(await ledger.attach(gone)).toEqual(missing)
      expect(await ledger.open(gone, session('u1'), unsettled(await read(claim)))).toEqual(missing)
      await ledger.settle(await read(claim), 3000)
      expect(await ledger.attach({ ...gone, assetId: 'a2' })).toEqual(missing)
      for (const projectId of ['p1', 'p2'])
        expect(await media.get(userId, projectId, 'a1')).toMatchObject({ state: 'stored' })
    })
    test('[UP2] stored bytes are attached in one step, once', async () => {
      const userId = await account('p1', 'p2')
      const claim = claimOf(userId)
      await ledger.open(claim, session('u1'), undefined)
      await ledger.settle(await read(claim), 3000)
      const other = claimOf(userId, { projectId: 'p2', assetId: 'b1' })
      expect(await ledger.attach(other)).toEqual({ kind: 'stored' })
      expect(await ledger.attach(other)).toEqual({ kind: 'stored' })
      expect(await projects.get(userId, 'p2')).toMatchObject({ mediaRev: 1 })
    })
    test('[UP8] other bytes under an asset id, or another size of the same checksum, are a mismatch', async () => {
      const claim = claimOf(await account('p1'))
      await ledger.open(claim, session('u1'), undefined)
      const otherBytes = { ...claim, checksum: `${'B'.repeat(43)}=` }
      expect(await ledger.attach(otherBytes)).toEqual({ kind: 'asset-mismatch' })
      expect(await ledger.open(otherBytes, session('u2'), undefined)).toEqual({ kind: 'asset-mismatch' })
      expect(await ledger.attach({ ...claim, partRule: 2 })).toEqual({ kind: 'asset-mismatch' })
      expect(await ledger.attach({ ...claim, sizeBytes: 11 })).toEqual({ kind: 'asset-mismatch' })
      await ledger.settle(await read(claim), 3000)
      expect(await ledger.attach({ ...claim, assetId: 'a2', sizeBytes: 11 })).toEqual({ kind: 'asset-mismatch' })
    })
    test('[UP20] of two who replace one session the second is overtaken; the one that was replaced is settled and given up no more', async () => {
      const claim = claimOf(await account('p1'))
      await ledger.open(claim, session('u1'), undefined)
      const replaced = await read(claim)
      expect(await ledger.open(claim, session('u2'), unsettled(replaced))).toEqual({ kind: 'opened' })
      expect(await ledger.open(claim, session('u3'), unsettled(replaced))).toEqual({ kind: 'overtaken' })
      await ledger.settle(replaced, 3000)
      await ledger.abandon(replaced, 3000)
      expect(await read(claim)).toMatchObject({ state: 'uploading', session: session('u2') })
    })
    test('[UP5] an abandoned session never settles, and another takes its place with all who waited', async () => {
      const claim = claimOf(await account('p1'))
      await ledger.open(claim, session('u1'), undefined)
      const asset = await read(claim)
      await ledger.abandon(asset, 3000)
      await ledger.settle(asset, 3000)
      expect(await read(claim)).toMatchObject({ state: 'abandoned' })
      expect(await ledger.open(claim, session('u2'), unsettled(asset))).toEqual({ kind: 'overtaken' })
      await ledger.open(claim, session('u2'), unsettled(await read(claim)))
      expect(await read(claim)).toMatchObject({ state: 'uploading', session: session('u2'), waiting: asset.waiting })
    })
  })
}
