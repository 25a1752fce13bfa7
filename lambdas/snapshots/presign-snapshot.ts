import * as limits from '#contract/limits.ts'
import type { PresignSnapshotBody } from '#contract/snapshot-requests.ts'
import type { PresignSnapshotReply } from '#contract/snapshots.ts'
import { quotaExceeded } from '../accounts/quota-exceeded.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import { newSnapshotId, sharedSnapshotId, snapshotKey } from './snapshot-id.ts'
import type { PendingSnapshot } from './snapshot-ledger.ts'
import type { SnapshotPorts } from './snapshot-ports.ts'

/**
 * An address that takes exactly these bytes, under a key that nothing lies under yet. One write, and where these bytes
 * were presigned before within some hours a look.
 *
 * @throws ApiFailure `document-too-large`, `quota-exceeded`
 */
export async function presignSnapshot(
  ports: SnapshotPorts & { readonly meter: Meter },
  userId: string,
  { sizeBytes, checksum }: PresignSnapshotBody,
): Promise<PresignSnapshotReply> {
  if (sizeBytes > limits.documentBytes) {
    throw new ApiFailure('document-too-large', { limitBytes: limits.documentBytes })
  }
  const { addresses, clock, meter } = ports
  const nowMs = clock.nowMs()
  const reserve = (id: string) =>
    reserveKey(ports, { userId, id, storageKey: snapshotKey(userId, id), sizeBytes, nowMs })
  // A line that breaks off try after try reserves once. What has come is another's to name: it is not sent to again.
  const shared = await reserve(sharedSnapshotId(nowMs, { sizeBytes, checksum }))
  const { id, storageKey } = shared.isThere ? await reserve(newSnapshotId(nowMs)) : shared
  const { url, headers } = await addresses.signWhole({ storageKey, sizeBytes, checksum })
  meter.add('UploadBytesPresigned', sizeBytes)
  return { snapshotId: id, url, headers: { ...headers }, expiresAtMs: nowMs + limits.urlLifeSeconds * 1000 }
}

async function reserveKey({ snapshots, objects }: SnapshotPorts, snapshot: PendingSnapshot) {
  const { id, storageKey } = snapshot
  const reserved = await snapshots.reserve(snapshot)
  if (reserved.kind === 'over-quota') throw quotaExceeded(reserved)
  const isThere = reserved.kind === 'held' && (await objects.head(storageKey)) !== undefined
  return { id, storageKey, isThere }
}
