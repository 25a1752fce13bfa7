import * as limits from '#contract/limits.ts'
import type { PresignSnapshotBody } from '#contract/snapshot-requests.ts'
import type { PresignSnapshotReply } from '#contract/snapshots.ts'
import { quotaExceeded } from '../accounts/quota-exceeded.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import { newSnapshotId, snapshotKey } from './snapshot-id.ts'
import type { SnapshotPorts } from './snapshot-ports.ts'

/**
 * An address that takes exactly these bytes, under a key that is this attempt's alone. One write.
 *
 * @throws ApiFailure `document-too-large`, `quota-exceeded`
 */
export async function presignSnapshot(
  { snapshots, addresses, clock, meter }: SnapshotPorts & { readonly meter: Meter },
  userId: string,
  { sizeBytes, checksum }: PresignSnapshotBody,
): Promise<PresignSnapshotReply> {
  if (sizeBytes > limits.documentBytes) {
    throw new ApiFailure('document-too-large', { limitBytes: limits.documentBytes })
  }
  const nowMs = clock.nowMs()
  const id = newSnapshotId(nowMs)
  const storageKey = snapshotKey(userId, id)
  const reserved = await snapshots.reserve({ userId, id, storageKey, sizeBytes, nowMs })
  if (reserved.kind === 'over-quota') throw quotaExceeded(reserved)
  const { url, headers } = await addresses.signWhole({ storageKey, sizeBytes, checksum })
  meter.add('UploadBytesPresigned', sizeBytes)
  return { snapshotId: id, url, headers: { ...headers }, expiresAtMs: nowMs + limits.urlLifeSeconds * 1000 }
}
