import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { Garbage } from '../../lambdas/garbage/garbage.ts'
import { garbageOfUpload } from '../../lambdas/garbage/garbage-of-upload.ts'
import { type AssetIdentity, identityKey } from '../../lambdas/media/asset-identity.ts'
import type {
  AssetClaim,
  AssetLedger,
  AttachOutcome,
  CancelOutcome,
  ClaimRefusal,
  ExpectedAsset,
  LedgerView,
  OpenOutcome,
  SeenUpload,
} from '../../lambdas/media/asset-ledger.ts'
import { isReplaced, openingUsage } from '../../lambdas/media/opening-usage.ts'
import { isSameWaiter } from '../../lambdas/media/same-waiter.ts'
import type { StoredAsset, UploadSession, Waiter } from '../../lambdas/media/stored-asset.ts'
import { withoutWaiter } from '../../lambdas/media/without-waiter.ts'
import { countInMemory } from './memory-accounts.ts'
import { forgetAsset, type MemoryDatabase, raise, rowKey } from './memory-database.ts'

/** The ledger's transactions over maps; it passes the same suite as the DynamoDB adapter. */
export class MemoryAssetLedger implements AssetLedger {
  readonly #database: MemoryDatabase
  readonly #limits: AccountLimits

  constructor(database: MemoryDatabase, limits: AccountLimits) {
    this.#database = database
    this.#limits = limits
  }

  async attach(claim: AssetClaim): Promise<AttachOutcome> {
    const refusal = this.#refusalOf(claim)
    if (refusal !== undefined) return refusal
    const asset = this.#read(claim.userId, claim)
    if (asset !== undefined && asset.sizeBytes !== claim.sizeBytes) return { kind: 'asset-mismatch' }
    if (asset?.state !== 'stored') return { kind: 'not-stored', asset }
    const key = mediaKeyOf(claim)
    if (this.#database.media.get(key)?.state === 'stored' && !this.#database.marks.has(key)) return { kind: 'stored' }
    this.#put({ ...asset, waiting: asset.waiting.filter((waiter) => !isSameWaiter(waiter, claim)) })
    this.#pin(asset, claim.nowMs)
    this.#writeMedia(claim, 'stored')
    this.#raise(claim.userId, claim.projectId, claim.nowMs)
    return { kind: 'stored' }
  }

  async open(claim: AssetClaim, session: UploadSession, expected: ExpectedAsset): Promise<OpenOutcome> {
    const refusal = this.#refusalOf(claim)
    if (refusal !== undefined) return refusal
    const asset = this.#read(claim.userId, claim)
    if (!isAsExpected(asset, expected)) return { kind: 'overtaken' }
    const { userId, checksum, partRule, sizeBytes, nowMs } = claim
    const change = openingUsage(claim, session, expected)
    const over = change && countInMemory(this.#database, userId, change, this.#limits)
    if (over !== undefined) return over
    if (isReplaced(session, expected)) this.#discard(expected, nowMs)
    const waiting = [...(asset?.waiting ?? []).filter((waiter) => !isSameWaiter(waiter, claim)), waiterOf(claim)]
    this.#put({ state: 'uploading', userId, checksum, partRule, sizeBytes, waiting, session })
    this.#database.touchedAt.set(assetKeyOf(claim), nowMs)
    this.#writeMedia(claim, 'uploading')
    return { kind: 'opened' }
  }

  async view(userId: string, { projectId, assetId }: Waiter, identity?: AssetIdentity): Promise<LedgerView> {
    const project = this.#database.projects.get(rowKey(userId, projectId))
    const isOpen = project !== undefined && project.deletedAtMs === undefined
    return {
      project: isOpen ? { mediaRev: project.mediaRev } : undefined,
      item: this.#database.media.get(rowKey(userId, projectId, assetId)),
      asset: identity === undefined ? undefined : this.#read(userId, identity),
    }
  }

  async get(userId: string, identity: AssetIdentity): Promise<StoredAsset | undefined> {
    return this.#read(userId, identity)
  }

  // No await may stand between reading a row and writing it: each method is one transaction.
  #read(userId: string, identity: AssetIdentity): StoredAsset | undefined {
    return this.#database.assets.get(rowKey(userId, identityKey(identity)))
  }

  async settle(asset: StoredAsset, nowMs: number): Promise<void> {
    const current = this.#read(asset.userId, asset)
    if (current?.session.uploadId !== asset.session.uploadId || current.state !== asset.state) return
    if (asset.waiting.length === 0 || current.state === 'abandoned') return
    if (!asset.waiting.every((told) => current.waiting.some((waiter) => isSameWaiter(waiter, told)))) return
    const waiting = current.waiting.filter((waiter) => !asset.waiting.some((told) => isSameWaiter(waiter, told)))
    if (current.state === 'uploading') countInMemory(this.#database, asset.userId, { openUploads: -1 })
    this.#put({ ...current, state: 'stored', waiting })
    this.#pin(asset, nowMs)
    this.#database.touchedAt.set(assetKeyOf(asset), nowMs)
    for (const { projectId, assetId } of asset.waiting) {
      const key = rowKey(asset.userId, projectId, assetId)
      const item = this.#database.media.get(key)
      if (item !== undefined) this.#database.media.set(key, { ...item, state: 'stored', updatedAtMs: nowMs })
    }
    const projectIds = new Set(asset.waiting.map(({ projectId }) => projectId))
    for (const projectId of projectIds) this.#raise(asset.userId, projectId, nowMs)
  }

  async abandon(asset: StoredAsset, nowMs: number): Promise<void> {
    const current = this.#read(asset.userId, asset)
    if (current?.state !== 'uploading' || current.session.uploadId !== asset.session.uploadId) return
    this.#put({ ...current, state: 'abandoned' })
    this.#database.touchedAt.set(assetKeyOf(asset), nowMs)
    this.#discard(current, nowMs)
    countInMemory(this.#database, asset.userId, { openUploads: -1 })
  }

  async cancel(userId: string, waiter: Waiter, seen: SeenUpload, nowMs: number): Promise<CancelOutcome> {
    const { projectId, assetId } = waiter
    const key = rowKey(userId, projectId, assetId)
    const item = this.#database.media.get(key)
    if (item?.state !== 'uploading' || item.updatedAtMs !== seen.item.updatedAtMs) return { kind: 'overtaken' }
    const asset = this.#read(userId, item)
    const kind = withoutWaiter(asset, waiter)
    if (kind !== withoutWaiter(seen.asset, waiter) || !isSameSession(asset, seen.asset)) return { kind: 'overtaken' }
    this.#database.media.delete(key)
    if (asset === undefined || kind === 'unmoved') return { kind: 'cancelled', garbage: undefined }
    if (kind === 'waited-for')
      this.#put({ ...asset, waiting: asset.waiting.filter((one) => !isSameWaiter(one, waiter)) })
    else forgetAsset(this.#database, assetKeyOf(asset))
    if (kind !== 'ends') return { kind: 'cancelled', garbage: undefined }
    countInMemory(this.#database, userId, { openUploads: -1 })
    return { kind: 'cancelled', garbage: this.#discard(asset, nowMs) }
  }

  async detach(userId: string, { projectId, assetId }: Waiter, nowMs: number): Promise<boolean> {
    const key = rowKey(userId, projectId, assetId)
    if (this.#database.media.get(key)?.state !== 'stored') return false
    if (!this.#database.marks.has(key)) this.#database.marks.set(key, { sinceMs: nowMs, seenMs: nowMs })
    return true
  }

  #discard(asset: StoredAsset, nowMs: number): Garbage {
    const garbage = garbageOfUpload(asset, nowMs)
    this.#database.garbage.set(rowKey(garbage.userId, garbage.storageKey), garbage)
    return garbage
  }

  #refusalOf(claim: AssetClaim): ClaimRefusal | undefined {
    const project = this.#database.projects.get(rowKey(claim.userId, claim.projectId))
    if (project === undefined || project.deletedAtMs !== undefined) return { kind: 'project-missing' }
    const media = this.#database.media.get(mediaKeyOf(claim))
    const isSameAsset = media === undefined || identityKey(media) === identityKey(claim)
    return isSameAsset ? undefined : { kind: 'asset-mismatch' }
  }

  #pin(asset: StoredAsset, nowMs: number): void {
    raise(this.#database.pins, assetKeyOf(asset))
    this.#database.pinnedAt.set(assetKeyOf(asset), nowMs)
  }

  #put(asset: StoredAsset): void {
    this.#database.assets.set(assetKeyOf(asset), asset)
  }

  #writeMedia(claim: AssetClaim, state: 'uploading' | 'stored'): void {
    const { assetId, fileName, mime, sizeBytes, checksum, partRule, nowMs } = claim
    const createdAtMs = this.#database.media.get(mediaKeyOf(claim))?.createdAtMs ?? nowMs
    const item = { assetId, state, fileName, mime, sizeBytes, checksum, partRule, createdAtMs, updatedAtMs: nowMs }
    this.#database.media.set(mediaKeyOf(claim), item)
    this.#database.marks.delete(mediaKeyOf(claim))
  }

  #raise(userId: string, projectId: string, nowMs: number): void {
    const key = rowKey(userId, projectId)
    const row = this.#database.projects.get(key)
    if (row === undefined) return
    this.#database.projects.set(key, { ...row, mediaRev: row.mediaRev + 1, updatedAtMs: nowMs })
  }
}

function mediaKeyOf({ userId, projectId, assetId }: AssetClaim): string {
  return rowKey(userId, projectId, assetId)
}

function assetKeyOf(asset: AssetIdentity & { readonly userId: string }): string {
  return rowKey(asset.userId, identityKey(asset))
}

function waiterOf({ projectId, assetId }: Waiter): Waiter {
  return { projectId, assetId }
}

function isSameSession(a: StoredAsset | undefined, b: StoredAsset | undefined): boolean {
  return a?.session.uploadId === b?.session.uploadId && a?.state === b?.state
}

function isAsExpected(asset: StoredAsset | undefined, expected: ExpectedAsset): boolean {
  if (asset === undefined || expected === undefined) return asset === expected
  return asset.state === expected.state && asset.session.uploadId === expected.session.uploadId
}
