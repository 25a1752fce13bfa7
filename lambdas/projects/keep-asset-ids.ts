import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { OverQuota } from '../accounts/over-quota.ts'
import { sharedSnapshotId, snapshotKey } from '../snapshots/snapshot-id.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import type { StoredAssetIds } from './project-row.ts'

/** As many as fit into a row of 400 KB beside the largest inline document. */
export const mostInlineIds = 2000

const List = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

/**
 * The ids as a row keeps them. A long list is stored as an object, or found where it was stored within some hours: two
 * requests, and three where a try died in between. Where there is no room for it nothing is stored.
 */
export async function keepAssetIds(
  { snapshots, objects, clock }: SnapshotPorts,
  userId: string,
  ids: readonly string[],
): Promise<StoredAssetIds | OverQuota> {
  if (ids.length <= mostInlineIds) return { kind: 'inline', ids }
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(ids)))
  const nowMs = clock.nowMs()
  const sizeBytes = bytes.byteLength
  const checksum = createHash('sha256').update(bytes).digest('base64')
  // Most saves leave the list as it was, and a write that is tried again counts nothing.
  const id = sharedSnapshotId(nowMs, { sizeBytes, checksum })
  const object = { id, storageKey: snapshotKey(userId, id), sizeBytes, checksum }
  const reserved = await snapshots.reserve({ userId, nowMs, ...object })
  if (reserved.kind === 'over-quota') return reserved
  const isThere = reserved.kind === 'held' && (await objects.head(object.storageKey)) !== undefined
  if (!isThere) await objects.write(object.storageKey, bytes)
  return { kind: 'object', object }
}

/** @throws Error when the list is not where its row says it is */
export async function readAssetIds(
  { objects }: { readonly objects: Pick<SnapshotPorts['objects'], 'read'> },
  kept: StoredAssetIds,
): Promise<readonly string[]> {
  if (kept.kind === 'inline') return kept.ids
  const bytes = await objects.read(kept.object.storageKey)
  if (bytes === undefined) throw new Error('The list of a project’s assets is not in the store.')
  return v.parse(List, Buffer.from(bytes).toString('utf8'))
}
