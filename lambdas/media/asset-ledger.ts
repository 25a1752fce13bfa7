import type { OverQuota } from '../accounts/over-quota.ts'
import type { Garbage } from '../garbage/garbage.ts'
import type { AssetIdentity } from './asset-identity.ts'
import type { MediaItem } from './media-item.ts'
import type { StoredAsset, UploadSession, Waiter } from './stored-asset.ts'

/** A project's wish for an asset. */
export interface AssetClaim extends AssetIdentity {
  readonly userId: string
  readonly projectId: string
  readonly assetId: string
  readonly fileName: string
  readonly mime: string
  readonly sizeBytes: number
  readonly nowMs: number
}

export type ClaimRefusal = { readonly kind: 'project-missing' } | { readonly kind: 'asset-mismatch' }
export type AttachOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'not-stored'; readonly asset: StoredAsset | undefined }
  | ClaimRefusal
/** `overtaken`: the asset's row is no longer as expected; read it again. */
export type OpenOutcome = { readonly kind: 'opened' } | { readonly kind: 'overtaken' } | ClaimRefusal | OverQuota

/** What the asset's row must be for a session to be written over it; undefined: there must be none. */
export type ExpectedAsset = Exclude<StoredAsset, { readonly state: 'stored' }> | undefined

/** A row that is to go, and the bytes' row as it was read after it. */
export interface SeenUpload {
  readonly item: MediaItem
  readonly asset: StoredAsset | undefined
}

/** `garbage`: the upload, where nobody waits for it any more. `overtaken`: the rows have moved on; read them again. */
export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly garbage: Garbage | undefined }
  | { readonly kind: 'overtaken' }

/** One asset of one project, all of one moment. */
export interface LedgerView {
  /** Undefined for a deleted project too: its media routes are closed. */
  readonly project: { readonly mediaRev: number } | undefined
  /** The project's row, whatever bytes it names. */
  readonly item: MediaItem | undefined
  /** The account's bytes of the identity that was asked for. */
  readonly asset: StoredAsset | undefined
}

/** The bytes of each account, counted, and the projects' rows that name them; each method is one transaction. */
export interface AssetLedger {
  /** If the account has the bytes: attaches the project's row, pins the asset and raises the project's `mediaRev`. */
  attach(claim: AssetClaim): Promise<AttachOutcome>
  /**
   * Makes `session` the one that this claim, and all who waited, wait for, and counts it for the user. The expected
   * one, where it is another and still counted, becomes garbage.
   */
  open(claim: AssetClaim, session: UploadSession, expected: ExpectedAsset): Promise<OpenOutcome>
  /** Project, row and bytes in one read; where no identity is asked for, project and row alone. */
  view(userId: string, waiter: Waiter, identity?: AssetIdentity): Promise<LedgerView>
  get(userId: string, identity: AssetIdentity): Promise<StoredAsset | undefined>
  /** The bytes of this session are here: tells every waiter. Does nothing when the rows have moved on meanwhile. */
  settle(asset: StoredAsset, nowMs: number): Promise<void>
  /** Nothing of this session can become stored any more: it is garbage. Does nothing when the row has moved on. */
  abandon(asset: StoredAsset, nowMs: number): Promise<void>
  /** Takes a row away that is not stored; with the last that waits for its bytes, their upload becomes garbage. */
  cancel(userId: string, waiter: Waiter, seen: SeenUpload, nowMs: number): Promise<CancelOutcome>
  /** Marks a stored row as one that nothing refers to, where it is not marked; false where it is not there stored. */
  detach(userId: string, waiter: Waiter, nowMs: number): Promise<boolean>
}
