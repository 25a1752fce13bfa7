import type { OverQuota } from '../accounts/over-quota.ts'
import type { KeptObject } from './kept-object.ts'

/** Bytes that are about to be stored for a user. */
export interface PendingSnapshot extends Pick<KeptObject, 'id' | 'storageKey' | 'sizeBytes'> {
  readonly userId: string
  readonly nowMs: number
}

export type ReserveOutcome = { readonly kind: 'reserved' } | OverQuota

/** Every object that a user's projects may point at, known and counted before its first byte: what no row points at is found here. */
export interface SnapshotLedger {
  /** One transaction; over the user's limit nothing is changed. */
  reserve(snapshot: PendingSnapshot): Promise<ReserveOutcome>
}
