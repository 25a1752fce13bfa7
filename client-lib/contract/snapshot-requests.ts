import * as v from 'valibot'
import { SnapshotId } from './ids.ts'
import { snapshotBytes, snapshotEncoding } from './snapshots.ts'

export const PresignSnapshotBody = v.strictObject(snapshotBytes)
export type PresignSnapshotBody = v.InferOutput<typeof PresignSnapshotBody>

/** A large document in a write: what was sent to the address that came with `snapshotId`, within 18 hours. */
export const SentSnapshot = v.strictObject({
  kind: v.literal('snapshot'),
  snapshotId: SnapshotId,
  encoding: snapshotEncoding,
  ...snapshotBytes,
})
export type SentSnapshot = v.InferOutput<typeof SentSnapshot>
