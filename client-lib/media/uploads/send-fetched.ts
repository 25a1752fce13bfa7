import { composeChecksum } from '#contract/compose-checksum.ts'
import { planParts } from '#contract/part-rule.ts'
import { hashPart } from '../../hashing/hash-part.ts'
import { partsOf } from '../../hashing/parts-of.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AddedAssetRow, type CloudAssetRow, isOnlyHere } from '../asset-row.ts'
import { bytesChanged } from './take-part-answer.ts'

interface FetchedPorts {
  readonly book: AssetBook
  readonly mediaStore: MediaStore
  /** False: nothing more is begun. */
  readonly isRunning: () => boolean
}

/**
 * Makes what was fetched once, and the cloud has no more, as if it had been added here: an upload needs the checksum of
 * each part, and is to send nothing but the asset. One file after the other, a part of it in memory.
 *
 * @param onAdded told of each row that can be sent now
 * @throws StorageFull | StorageUnavailable
 */
export async function sendFetched(ports: FetchedPorts, onAdded: (row: AddedAssetRow) => void): Promise<void> {
  const { book } = ports
  for (const row of book.rows()) {
    if (row.origin !== 'cloud' || row.mediaKey === undefined || !isOnlyHere(row)) continue
    const { mediaKey } = row
    // One that cannot be read, or may not be, holds up no other.
    const partChecksums = await hashKept(ports, row, mediaKey).catch(() => undefined)
    if (!partChecksums) continue
    const isIntact = (await composeChecksum(partChecksums)) === row.checksum
    const upload = isIntact
      ? ({ phase: 'waiting-for-project' } as const)
      : ({ phase: 'blocked', ...bytesChanged, acceptedBytes: 0 } as const)
    const made = await book.change(row.projectId, row.assetId, (stored = row) => {
      if (stored.origin !== 'cloud' || !isOnlyHere(stored)) return stored
      const { state: _, ...file } = stored
      return { ...file, origin: 'added-here', mediaKey, partChecksums, upload }
    })
    if (made.origin === 'added-here') onAdded(made)
  }
}

/** Undefined where the bytes are not here, which a start takes note of, and once it is to end. */
async function hashKept({ mediaStore, isRunning }: FetchedPorts, row: CloudAssetRow, mediaKey: string) {
  const kept = await mediaStore.open(mediaKey)
  if (kept?.size !== row.sizeBytes) return undefined
  const checksums: string[] = []
  for await (const part of partsOf(kept, planParts(row.sizeBytes))) {
    if (!isRunning()) return undefined
    checksums.push(await hashPart(part))
  }
  return checksums
}
