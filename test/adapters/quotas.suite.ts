import { describe, expect, test } from 'vitest'
import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { AccountTable } from '../../lambdas/accounts/account-table.ts'
import type { AssetClaim, AssetLedger } from '../../lambdas/media/asset-ledger.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import type { SnapshotLedger } from '../../lambdas/snapshots/snapshot-ledger.ts'
import { noLimits } from '../server/no-limits.ts'
import { givenWrite, someUser } from './given-write.ts'
import { unsettled } from './unsettled.ts'

interface CountingPorts {
  readonly accounts: AccountTable
  readonly projects: ProjectStore
  readonly ledger: AssetLedger
  readonly snapshots: SnapshotLedger
}

const sizeBytes = 10
const claimOf = (userId: string, change: Partial<AssetClaim> = {}): AssetClaim => ({
  ...{ userId, projectId: 'p1', assetId: 'a1', fileName: 'f', mime: 'video/mp4', sizeBytes },
  ...{ checksum: `${'A'.repeat(43)}=`, partRule: 1, nowMs: 2000 },
  ...change,
})
const otherBytes = (letter: string) => ({ assetId: letter, checksum: `${letter.repeat(43)}=` })
const sessionOf = (userId: string, uploadId: string) => ({ storageKey: `${userId}/${uploadId}`, uploadId })
const snapshotOf = (userId: string, bytes: number) => {
  const id = crypto.randomUUID()
  return { userId, id, storageKey: `${userId}/snapshots/${id}`, sizeBytes: bytes, nowMs: 2000 }
}

/** That every write counts what it changes, and none passes a limit, whatever is under the stores. */
export function describeQuotas(name: string, open: (limits: AccountLimits) => Promise<CountingPorts>): void {
  const start = async (limits: Partial<AccountLimits> = {}) => {
    const ports = await open({ ...noLimits, ...limits })
    const userId = someUser()
    await ports.projects.write(givenWrite(userId))
    const usage = () => ports.accounts.usage(userId)
    const upload = (uploadId: string, change: Partial<AssetClaim> = {}, expected?: StoredAsset) =>
      ports.ledger.open(claimOf(userId, change), sessionOf(userId, uploadId), unsettled(expected))
    const asset = async (change: Partial<AssetClaim> = {}) => {
      const row = await ports.ledger.get(userId, claimOf(userId, change))
      if (row === undefined) throw new Error('The asset has no row.')
      return row
    }
    return { ...ports, userId, usage, upload, asset }
  }

  describe(`what users have, counted on ${name}`, () => {
    test('[QT1] of whom nothing is known there is nothing', async () => {
      const { accounts } = await open(noLimits)
      expect(await accounts.usage(someUser())).toEqual({ storedBytes: 0, projects: 0, openUploads: 0 })
    })
    test('[QT1] a project counts while it lives: created, deleted and un-deleted, each once', async () => {
      const { projects, userId, usage } = await start()
      const first = givenWrite(userId, { id: 'p2' })
      for (const kind of ['written', 'refused']) expect(await projects.write(first)).toMatchObject({ kind })
      await projects.write(givenWrite(userId, { id: 'p2', baseVersion: 1 }))
      expect(await usage()).toMatchObject({ projects: 2 })
      const deletion = givenWrite(userId, { id: 'p2', baseVersion: 2 })
      for (const kind of ['written', 'refused']) expect(await projects.delete(deletion)).toMatchObject({ kind })
      expect(await usage()).toMatchObject({ projects: 1 })
      const back = givenWrite(userId, { id: 'p2', baseVersion: 3 })
      for (const kind of ['written', 'refused']) expect(await projects.write(back)).toMatchObject({ kind })
      expect(await usage()).toMatchObject({ projects: 2 })
    })
    test('[QT1] an upload counts from its start, once for all who wait, and ends as an upload when it is stored', async () => {
      const { projects, ledger, userId, usage, upload, asset } = await start()
      await projects.write(givenWrite(userId, { id: 'p2' }))
      await upload('u1')
      expect(await usage()).toMatchObject({ storedBytes: sizeBytes, openUploads: 1 })
      for (const assetId of ['a2', 'a3']) await upload('u1', { assetId }, await asset())
      expect(await usage()).toMatchObject({ storedBytes: sizeBytes, openUploads: 1 })
      const whole = await asset()
      for (const nowMs of [3000, 4000]) await ledger.settle(whole, nowMs)
      await ledger.attach(claimOf(userId, { projectId: 'p2' }))
      expect(await usage()).toMatchObject({ storedBytes: sizeBytes, openUploads: 0 })
    })
    test('[QT1] [UP7] of more who wait than a transaction tells, the upload ends once', async () => {
      const { ledger, usage, upload, asset } = await start()
      await upload('u0', otherBytes('B'))
      await upload('u1')
      for (let index = 2; index < 60; index += 1) await upload('u1', { assetId: `a${index}` }, await asset())
      await ledger.settle(await asset(), 3000)
      expect(await usage()).toMatchObject({ storedBytes: 2 * sizeBytes, openUploads: 1 })
    })
    test('[QT4] [UP20] the bytes of a session that was given up or replaced count on, beside those of the next', async () => {
      const { ledger, usage, upload, asset } = await start()
      await upload('u1')
      await upload('u2', {}, await asset())
      expect(await usage()).toMatchObject({ storedBytes: 2 * sizeBytes, openUploads: 1 })
      const wrong = await asset()
      for (const nowMs of [3000, 4000]) await ledger.abandon(wrong, nowMs)
      expect(await usage()).toMatchObject({ storedBytes: 2 * sizeBytes, openUploads: 0 })
      await upload('u3', {}, await asset())
      expect(await usage()).toMatchObject({ storedBytes: 3 * sizeBytes, openUploads: 1 })
    })
    test('[QT1] a large document counts from its presign', async () => {
      const { snapshots, userId, usage } = await start()
      for (const bytes of [40_000, 2]) await snapshots.reserve(snapshotOf(userId, bytes))
      expect(await usage()).toEqual({ storedBytes: 40_002, projects: 1, openUploads: 0 })
    })
    test('[QT1] [SR1] many changes at once are all counted', async () => {
      const { projects, snapshots, userId, usage, upload } = await start()
      const numbers = Array.from({ length: 12 }, (_, n) => n)
      await Promise.all([
        ...numbers.map((n) => projects.write(givenWrite(userId, { id: `q${n}` }))),
        ...numbers.map((n) => snapshots.reserve(snapshotOf(userId, n))),
        ...numbers.map((n) => upload(`u${n}`, otherBytes('BCDEFGHIJKLM'.charAt(n)))),
      ])
      expect(await usage()).toEqual({ storedBytes: 66 + 12 * sizeBytes, projects: 13, openUploads: 12 })
    })
  })

  describe(`limits on ${name}`, () => {
    test('[QT2] projects: the last one is made, the next is not, and neither is one brought back', async () => {
      const { projects, userId, usage } = await start({ projects: 2 })
      const second = givenWrite(userId, { id: 'p2' })
      expect(await projects.write(second)).toMatchObject({ kind: 'written' })
      const over = { kind: 'over-quota', quota: 'projects', limit: 2, used: 2 }
      expect(await projects.write(givenWrite(userId, { id: 'p3' }))).toEqual(over)
      expect(await projects.get(userId, 'p3')).toBeUndefined()
      await projects.delete(givenWrite(userId, { baseVersion: 1 }))
      expect(await projects.write(givenWrite(userId, { id: 'p3' }))).toMatchObject({ kind: 'written' })
      expect(await projects.write(givenWrite(userId, { baseVersion: 2 }))).toEqual(over)
      expect(await projects.get(userId, 'p1')).toMatchObject({ version: 2, deletedAtMs: 1000 })
      expect(await usage()).toMatchObject({ projects: 2 })
    })
    test('[QT3] at the limit a creation is told that it was made, or that another was, and live projects are saved', async () => {
      const { projects, userId } = await start({ projects: 1 })
      const refused = { kind: 'refused', current: { version: 1 } }
      expect(await projects.write(givenWrite(userId))).toMatchObject(refused)
      expect(await projects.write(givenWrite(userId, { baseVersion: 1 }))).toMatchObject({ kind: 'written' })
    })
    test('[QT2] bytes: up to the very last one, and not one more; nothing of what was refused is there', async () => {
      const { ledger, snapshots, userId, usage, upload } = await start({ storedBytes: 25 })
      expect(await snapshots.reserve(snapshotOf(userId, 15))).toEqual({ kind: 'reserved' })
      expect(await upload('u1')).toEqual({ kind: 'opened' })
      const over = { kind: 'over-quota', quota: 'storedBytes', limit: 25, used: 25 }
      expect(await upload('u2', otherBytes('B'))).toEqual(over)
      expect(await snapshots.reserve(snapshotOf(userId, 1))).toEqual(over)
      expect(await ledger.get(userId, claimOf(userId, otherBytes('B')))).toBeUndefined()
      expect(await upload('u3', { ...otherBytes('C'), sizeBytes: 0 })).toEqual({ kind: 'opened' })
      expect(await usage()).toEqual({ storedBytes: 25, projects: 1, openUploads: 2 })
    })
    test('[SN13, QT3] what was reserved under an id is held, and counts once, also where there is no room for more', async () => {
      const { snapshots, userId, usage } = await start({ storedBytes: 15 })
      const snapshot = snapshotOf(userId, 15)
      expect(await snapshots.reserve(snapshot)).toEqual({ kind: 'reserved' })
      expect(await snapshots.reserve({ ...snapshot, nowMs: snapshot.nowMs + 1 })).toEqual({ kind: 'held' })
      expect(await usage()).toMatchObject({ storedBytes: 15 })
    })
    test('[QT2] what is larger than all that a new user may have is refused', async () => {
      const { upload, usage } = await start({ storedBytes: 5 })
      expect(await upload('u1')).toEqual({ kind: 'over-quota', quota: 'storedBytes', limit: 5, used: 0 })
      expect(await usage()).toMatchObject({ storedBytes: 0, openUploads: 0 })
    })
    test('[QT2] open uploads: the next begins when one has ended, and joining one begins none', async () => {
      const { ledger, upload, asset } = await start({ openUploads: 1 })
      await upload('u1')
      const over = { kind: 'over-quota', quota: 'openUploads', limit: 1, used: 1 }
      expect(await upload('u2', otherBytes('B'))).toEqual(over)
      expect(await upload('u1', { assetId: 'a2' }, await asset())).toEqual({ kind: 'opened' })
      await ledger.settle(await asset(), 3000)
      expect(await upload('u2', otherBytes('B'))).toEqual({ kind: 'opened' })
    })
    test('[QT3] an unknown project, other bytes and a lost race are told before a limit', async () => {
      const { upload, asset } = await start({ openUploads: 1 })
      await upload('u1')
      expect(await upload('u2', { ...otherBytes('B'), projectId: 'p9' })).toEqual({ kind: 'project-missing' })
      expect(await upload('u2', { ...otherBytes('B'), assetId: 'a1' })).toEqual({ kind: 'asset-mismatch' })
      expect(await upload('u2')).toEqual({ kind: 'overtaken' })
      expect(await asset()).toMatchObject({ session: { uploadId: 'u1' } })
    })
    test('[QT2] [SR1] of many devices at once no more are let in than there is room for', async () => {
      const { projects, userId, usage } = await start({ projects: 5 })
      const numbers = Array.from({ length: 12 }, (_, n) => n)
      const outcomes = await Promise.all(numbers.map((n) => projects.write(givenWrite(userId, { id: `q${n}` }))))
      expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(4)
      expect(outcomes.filter(({ kind }) => kind === 'over-quota')).toHaveLength(8)
      expect(await usage()).toMatchObject({ projects: 5 })
    })
  })
}
