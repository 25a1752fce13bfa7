import type { SentSnapshot } from '#contract/snapshot-requests.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { KeptObject } from './kept-object.ts'
import { snapshotKey, snapshotMadeAtMs } from './snapshot-id.ts'
import type { SnapshotPorts } from './snapshot-ports.ts'

/** Far below the grace of bytes that nothing points at: none is collected while a write may still name it. */
const nameableMs = 24 * 60 * 60 * 1000

/**
 * The object that a write names, as the store itself reports it. One request.
 *
 * @throws ApiFailure `snapshot-not-found`, `snapshot-expired`, `checksum-mismatch`
 */
export async function findSnapshot(
  { objects, clock }: Pick<SnapshotPorts, 'objects' | 'clock'>,
  userId: string,
  { snapshotId: id, sizeBytes, checksum }: SentSnapshot,
): Promise<KeptObject> {
  const madeAtMs = snapshotMadeAtMs(id)
  if (madeAtMs === undefined) throw new ApiFailure('snapshot-not-found')
  if (clock.nowMs() - madeAtMs > nameableMs) throw new ApiFailure('snapshot-expired')
  const storageKey = snapshotKey(userId, id)
  const found = await objects.head(storageKey)
  if (found === undefined) throw new ApiFailure('snapshot-not-found')
  if (found.sizeBytes !== sizeBytes || found.checksum !== checksum) throw new ApiFailure('checksum-mismatch')
  return { id, storageKey, sizeBytes, checksum }
}
