import type { OverQuota } from '../accounts/over-quota.ts'
import type { KeptObject } from './kept-object.ts'

/** Bytes that are about to be stored for a user. */
export interface PendingSnapshot extends Pick<KeptObject, 'id' | 'storageKey' | 'sizeBytes'> {
  readonly userId: string
  readonly nowMs: number
}

/** `held`: it was reserved before, and is counted already. */
export type ReserveOutcome = { readonly kind: 'reserved' } | { readonly kind: 'held' } | OverQuota

/** Every object that a user's projects may point at, known and counted before its first byte: what no row points at is found here. */
export interface SnapshotLedger {
  /** One transaction; over the user's limit nothing is changed. */
  reserve(snapshot: PendingSnapshot): Promise<ReserveOutcome>
}
