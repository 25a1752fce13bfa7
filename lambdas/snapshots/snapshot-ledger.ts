import type { KeptObject } from './kept-object.ts'

/** Bytes that are about to be stored for a user. */
export interface PendingSnapshot extends Pick<KeptObject, 'id' | 'storageKey' | 'sizeBytes'> {
  readonly userId: string
  readonly nowMs: number
}

/** Every object that a user's projects may point at, known before its first byte: what no row points at is found here. */
export interface SnapshotLedger {
  reserve(snapshot: PendingSnapshot): Promise<void>
}
