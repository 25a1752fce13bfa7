import type { HandleRecord } from '../../media-store/in-place/handle-record.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { AssetBook } from '../asset-book.ts'
import type { AddedAssetRow, AssetRow } from '../asset-row.ts'
import { underMediaKey } from './under-media-key.ts'

/**
 * Makes a file that stays in its place, and was added on this device before, this account's: unread, as the browser may
 * want the user's word first. May be repeated.
 * @throws StorageFull | StorageUnavailable | the signal's reason
 */
export function takeOver(
  { book, locks, mediaStore }: { book: AssetBook; locks: Locks; mediaStore: MediaStore },
  row: AddedAssetRow,
  { handle, sizeBytes, modifiedMs }: HandleRecord,
  signal: AbortSignal,
): Promise<AssetRow> {
  const { projectId, assetId, mediaKey } = row
  return underMediaKey(locks, mediaKey, signal, async () => {
    await mediaStore.keepInPlace?.(mediaKey, handle, { size: sizeBytes, lastModified: modifiedMs })
    return book.change<AssetRow>(projectId, assetId, (stored) => stored ?? row)
  })
}
