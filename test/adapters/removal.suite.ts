import { describe, expect, test } from 'vitest'
import type { AccountTable } from '../../lambdas/accounts/account-table.ts'
import type { AssetClaim, SeenUpload } from '../../lambdas/media/asset-ledger.ts'
import type { LedgerPorts } from './asset-ledger.suite.ts'
import { givenWrite, someUser } from './given-write.ts'
import { unsettled } from './unsettled.ts'

/** What a row that goes leaves behind, whatever is under the ledger. */
export function describeRemoval(
  name: string,
  { ledger, media, projects, accounts }: LedgerPorts & { readonly accounts: AccountTable },
): void {
  const start = async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId))
    const claimOf = (assetId: string): AssetClaim => ({
      ...{ userId, projectId: 'p1', assetId, fileName: 'f', mime: 'video/mp4', sizeBytes: 10 },
      ...{ checksum: `${'A'.repeat(43)}=`, partRule: 1, nowMs: 2000 },
    })
    const waiter = (assetId: string) => ({ projectId: 'p1', assetId })
    const asset = () => ledger.get(userId, claimOf('a1'))
    const open = async (assetId: string, uploadId = 'u1', nowMs = 2000) => {
      const session = { storageKey: `${userId}/${uploadId}`, uploadId }
      return ledger.open({ ...claimOf(assetId), nowMs }, session, unsettled(await asset()))
    }
    /** Counts beside what a test counts: a count below 0 is shown as 0. */
    const openOther = () => {
      const claim = { ...claimOf('other'), checksum: `${'B'.repeat(43)}=` }
      return ledger.open(claim, { storageKey: `${userId}/other`, uploadId: 'other' }, undefined)
    }
    const settle = async (nowMs = 3000) => {
      const row = await asset()
      if (row === undefined) throw new Error('The asset has no row.')
      await ledger.settle(row, nowMs)
    }
    const see = async (assetId: string): Promise<SeenUpload> => {
      const item = await media.get(userId, 'p1', assetId)
      if (item === undefined) throw new Error('The asset has no row in its project.')
      return { item, asset: await asset() }
    }
    const cancel = async (assetId: string, seen?: SeenUpload) =>
      ledger.cancel(userId, waiter(assetId), seen ?? (await see(assetId)), 4000)
    const listed = async () => (await media.list(userId, 'p1')).map(({ assetId }) => assetId).sort()
    const usage = () => accounts.usage(userId)
    return { userId, claimOf, waiter, asset, open, openOther, settle, see, cancel, listed, usage }
  }
  const kept = { kind: 'cancelled', garbage: undefined }

  describe(`rows that go, on ${name}`, () => {
    test('[RM1] with one of several that wait, the upload goes on; with the last it is garbage', async () => {
      const { userId, asset, open, cancel, listed, usage } = await start()
      for (const assetId of ['a1', 'a2']) await open(assetId)
      expect(await cancel('a1')).toEqual(kept)
      expect(await asset()).toMatchObject({ state: 'uploading', waiting: [{ projectId: 'p1', assetId: 'a2' }] })
      expect(await usage()).toMatchObject({ storedBytes: 10, openUploads: 1 })
      const garbage = { userId, storageKey: `${userId}/u1`, sizeBytes: 10, dueAtMs: expect.any(Number) }
      expect(await cancel('a2')).toEqual({ kind: 'cancelled', garbage })
      expect(await asset()).toBeUndefined()
      expect(await listed()).toEqual([])
      expect(await usage()).toMatchObject({ storedBytes: 10, openUploads: 0 })
    })
    test('[RM1] what was read before others came, or before it was stored, takes nothing away', async () => {
      const { asset, open, settle, see, cancel, listed, usage } = await start()
      await open('a1')
      const alone = await see('a1')
      await open('a2')
      expect(await cancel('a1', alone)).toEqual({ kind: 'overtaken' })
      const [both, other] = [await see('a1'), await see('a2')]
      await cancel('a2', other)
      expect(await cancel('a1', both)).toEqual({ kind: 'overtaken' })
      const again = await see('a1')
      await settle()
      expect(await cancel('a1', again)).toEqual({ kind: 'overtaken' })
      expect([await listed(), (await asset())?.state]).toEqual([['a1'], 'stored'])
      expect(await usage()).toMatchObject({ storedBytes: 10, openUploads: 0 })
    })
    test('[RM1] [UP20] with the last that waits for an abandoned upload its row goes; it is garbage already', async () => {
      const { asset, open, openOther, see, cancel, usage } = await start()
      await openOther()
      await open('a1')
      const seen = await see('a1')
      if (seen.asset === undefined) throw new Error('The asset has no row.')
      await ledger.abandon(seen.asset, 3000)
      expect(await cancel('a1', seen)).toEqual({ kind: 'overtaken' })
      expect(await cancel('a1')).toEqual(kept)
      expect(await asset()).toBeUndefined()
      expect(await usage()).toMatchObject({ storedBytes: 20, openUploads: 1 })
    })
    test('[RM1] a row that was written anew since it was read stays, whatever was known of its bytes', async () => {
      const { open, settle, see, cancel, listed } = await start()
      await open('a1')
      const { item } = await see('a1')
      await cancel('a1')
      await open('a1', 'u2', 2001)
      expect(await cancel('a1', { item, asset: undefined })).toEqual({ kind: 'overtaken' })
      const again = await see('a1')
      // By a function whose clock says the same.
      await settle(2001)
      expect(await cancel('a1', { item: again.item, asset: undefined })).toEqual({ kind: 'overtaken' })
      expect(await listed()).toEqual(['a1'])
    })
    test('[RM1] a session that was replaced is not ended by who has read the one before', async () => {
      const { asset, open, see, cancel } = await start()
      await open('a1')
      const before = await see('a1')
      await open('a1', 'u2')
      expect(await cancel('a1', before)).toEqual({ kind: 'overtaken' })
      expect(await asset()).toMatchObject({ session: { uploadId: 'u2' } })
    })
    test('[RM3] presigned again after it was cancelled, it is opened as if it had never been', async () => {
      const { asset, open, cancel, usage } = await start()
      await open('a1')
      await cancel('a1')
      expect(await open('a1', 'u2')).toEqual({ kind: 'opened' })
      expect(await asset()).toMatchObject({ state: 'uploading', session: { uploadId: 'u2' } })
      expect(await usage()).toMatchObject({ storedBytes: 20, openUploads: 1 })
    })
    test('[RM2] only a stored row is detached, as often as asked; nothing that is read of it changes', async () => {
      const { userId, waiter, open, settle } = await start()
      const detach = () => ledger.detach(userId, waiter('a1'), 5000)
      expect(await detach()).toBe(false)
      await open('a1')
      expect(await detach()).toBe(false)
      await settle()
      const before = await media.get(userId, 'p1', 'a1')
      for (const _again of [1, 2]) expect(await detach()).toBe(true)
      expect(await media.get(userId, 'p1', 'a1')).toEqual(before)
    })
    test('[UP21] a detached row that is presigned again is written, once', async () => {
      const { userId, claimOf, waiter, open, settle } = await start()
      await open('a1')
      await settle()
      await ledger.detach(userId, waiter('a1'), 5000)
      for (const nowMs of [6000, 7000])
        expect(await ledger.attach({ ...claimOf('a1'), nowMs })).toEqual({ kind: 'stored' })
      expect(await media.get(userId, 'p1', 'a1')).toMatchObject({ state: 'stored', updatedAtMs: 6000 })
    })
  })
}
