import { composeChecksum } from '#contract/compose-checksum.ts'
import type { Ingest } from '../../hashing/ingest.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AddedAssetRow, type CloudAssetRow, isOnlyHere } from '../asset-row.ts'
import { bytesChanged } from './take-part-answer.ts'

interface FetchedPorts {
  readonly book: AssetBook
  readonly mediaStore: MediaStore
  readonly ingest: Ingest
}

/**
 * Makes what was fetched once, and the cloud has no more, as if it had been added here: an upload needs the checksum of
 * each part, and is to send nothing but the asset. One file after the other.
 *
 * @param signal once it aborts nothing more is begun
 * @param onAdded told of each row that can be sent now
 * @throws StorageFull | StorageUnavailable
 */
export async function sendFetched(
  ports: FetchedPorts,
  signal: AbortSignal,
  onAdded: (row: AddedAssetRow) => void,
): Promise<void> {
  const { book } = ports
  for (const row of book.rows()) {
    if (row.origin !== 'cloud' || row.mediaKey === undefined || !isOnlyHere(row)) continue
    const { mediaKey } = row
    // One that cannot be read, or may not be, holds up no other.
    const partChecksums = await hashKept(ports, row, mediaKey, signal).catch(() => undefined)
    if (!partChecksums) continue
    const isIntact = (await composeChecksum(partChecksums)) === row.checksum
    const upload = isIntact
      ? ({ phase: 'waiting-for-project' } as const)
      : ({ phase: 'blocked', ...bytesChanged, acceptedBytes: 0 } as const)
    const made = await book.change(row.projectId, row.assetId, (stored = row) => {
      if (stored.origin !== 'cloud' || !isOnlyHere(stored)) return stored
      const { state: _, ...file } = stored
      return { ...file, origin: 'added-here', mediaKey, partChecksums: [...partChecksums], upload }
    })
    if (made.origin === 'added-here') onAdded(made)
  }
}

/**
 * Undefined where the bytes are not here, which a start takes note of.
 * @throws AssetUnreadable | FilePermissionNeeded | the signal's reason
 */
async function hashKept(
  { mediaStore, ingest }: FetchedPorts,
  row: CloudAssetRow,
  mediaKey: string,
  signal: AbortSignal,
) {
  signal.throwIfAborted()
  const file = await mediaStore.open(mediaKey)
  if (file?.size !== row.sizeBytes) return undefined
  return (await ingest.ingest({ key: undefined, file, signal, onDoneBytes: () => undefined })).partChecksums
}
