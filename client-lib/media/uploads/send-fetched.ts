import { composeChecksum } from '#contract/compose-checksum.ts'
import { partRange, planParts } from '#contract/part-rule.ts'
import { hashPart } from '../../hashing/hash-part.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AddedAssetRow, type CloudAssetRow, isOnlyHere } from '../asset-row.ts'
import { bytesChanged } from './take-part-answer.ts'

/**
 * Makes what was fetched once, and the cloud has no more, as if it had been added here: an upload needs the checksum of
 * each part, and is to send nothing but the asset. One file after the other, a part of it in memory.
 *
 * @param onAdded told of each row that can be sent now
 * @throws what the stores throw, or the signal's reason; whoever asks again goes on
 */
export async function sendFetched(
  { book, mediaStore }: { readonly book: AssetBook; readonly mediaStore: MediaStore },
  signal: AbortSignal,
  onAdded: (row: AddedAssetRow) => void,
): Promise<void> {
  for (const row of book.rows()) {
    if (row.origin !== 'cloud' || row.mediaKey === undefined || !isOnlyHere(row)) continue
    const { mediaKey } = row
    const partChecksums = await hashKept(mediaStore, row, mediaKey, signal)
    if (!partChecksums) continue
    const isIntact = (await composeChecksum(partChecksums)) === row.checksum
    const upload = isIntact
      ? ({ phase: 'waiting-for-project' } as const)
      : ({ phase: 'blocked', ...bytesChanged, acceptedBytes: 0 } as const)
    const made = await book.change(row.projectId, row.assetId, (stored = row) => {
      if (stored.origin !== 'cloud' || stored.mediaKey !== mediaKey || !isOnlyHere(stored)) return stored
      const { state: _, ...file } = stored
      return { ...file, origin: 'added-here', mediaKey, partChecksums, upload }
    })
    if (made.origin === 'added-here') onAdded(made)
  }
}

/** Undefined where the bytes are not here: a start takes note of that. */
async function hashKept(mediaStore: MediaStore, row: CloudAssetRow, mediaKey: string, signal: AbortSignal) {
  const kept = await mediaStore.open(mediaKey)
  if (kept?.size !== row.sizeBytes) return undefined
  const plan = planParts(row.sizeBytes)
  const checksums: string[] = []
  for (let number = 1; number <= plan.partCount; number += 1) {
    signal.throwIfAborted()
    const { start, end } = partRange(plan, row.sizeBytes, number)
    checksums.push(await hashPart(await kept.slice(start, end).arrayBuffer()))
  }
  return checksums
}
