import type { StoredAsset } from '../media/stored-asset.ts'
import type { Garbage } from './garbage.ts'
import { garbageDueAtMs } from './garbage-due.ts'

/** What an upload leaves that nobody goes on with. Addresses that were signed for it may bring bytes until it is due. */
export function garbageOfUpload(
  asset: Pick<StoredAsset, 'userId' | 'checksum' | 'sizeBytes' | 'session'>,
  nowMs: number,
): Garbage {
  const { userId, checksum, sizeBytes, session } = asset
  const { storageKey, uploadId } = session
  // A file of one part is sent by one PUT: its session's id names nothing at the store.
  const isMultipart = /-\d+$/.test(checksum)
  return { ...{ userId, storageKey, sizeBytes, dueAtMs: garbageDueAtMs(nowMs) }, ...(isMultipart ? { uploadId } : {}) }
}
