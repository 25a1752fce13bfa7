import { composeChecksum } from '#contract/compose-checksum.ts'
import { planParts } from '#contract/part-rule.ts'
import type { Ingest } from '../../hashing/ingest.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { Random } from '../../runtime/random.ts'
import type { AssetBook } from '../asset-book.ts'
import type { AddedAssetRow, AssetRow } from '../asset-row.ts'
import { nameKept } from '../kept-bytes.ts'
import { wireMime } from '../wire-mime.ts'
import { AssetIdTaken } from './asset-id-taken.ts'
import { mediaKeyLock } from './media-key-lock.ts'

export interface AddPorts {
  readonly book: AssetBook
  readonly mediaStore: MediaStore
  readonly ingest: Ingest
  readonly locks: Locks
  readonly random: Random
}

export interface FileToAdd {
  readonly projectId: string
  readonly assetId: string
  /** The asset that this one came from. */
  readonly baseAssetId: string | undefined
  readonly file: File
  readonly signal: AbortSignal
  readonly onDoneBytes: (doneBytes: number) => void
}

/**
 * Copies a file into the media store while hashing it, then writes its row: the bytes are durable before any
 * row names them, and no key is left without a row.
 *
 * @throws AssetUnreadable | StorageFull | StorageUnavailable | AssetIdTaken | the signal's reason
 */
export async function addAsset(ports: AddPorts, added: FileToAdd): Promise<AddedAssetRow> {
  const mediaKey = ports.random.id()
  // Stays empty where the signal aborts before the lock is ours; then nothing was done.
  const outcomes: ({ row: AddedAssetRow } | { error: unknown })[] = []
  await ports.locks.whenHeld(mediaKeyLock(mediaKey), added.signal, async () => {
    try {
      outcomes.push({ row: await copyAndQueue(ports, added, mediaKey) })
    } catch (error) {
      outcomes.push({ error })
      await ports.mediaStore.remove(mediaKey).catch(() => {})
    }
  })
  const [outcome] = outcomes
  if (!outcome) throw added.signal.reason
  if ('error' in outcome) throw outcome.error
  return outcome.row
}

async function copyAndQueue(ports: AddPorts, added: FileToAdd, mediaKey: string): Promise<AddedAssetRow> {
  const { projectId, assetId, baseAssetId, file, signal, onDoneBytes } = added
  const { sizeBytes, partChecksums } = await ports.ingest.ingest({ key: mediaKey, file, signal, onDoneBytes })
  const checksum = await composeChecksum(partChecksums)
  const { partRule } = planParts(sizeBytes)
  const name = (keptAs: string) =>
    ports.book.change(projectId, assetId, (stored): AddedAssetRow => {
      if (stored && stored.checksum !== checksum) throw new AssetIdTaken(assetId)
      return {
        schemaVersion: 1,
        origin: 'added-here',
        projectId,
        assetId,
        fileName: file.name,
        mime: wireMime(file.type),
        sizeBytes,
        checksum,
        partRule,
        ...(stored?.keepOffline ? { keepOffline: true } : {}),
        partChecksums: [...partChecksums],
        ...(baseAssetId === undefined ? {} : { baseAssetId }),
        mediaKey: keptAs,
        upload: uploadAfterAdding(stored),
      }
    })
  const kept = await nameKept(ports, { checksum, sizeBytes }, signal, name)
  if (!kept) return name(mediaKey)
  await ports.mediaStore.remove(mediaKey).catch(() => {})
  return kept
}

/** Adding the same bytes again under the same id takes a blocked upload up, and undoes nothing. */
function uploadAfterAdding(stored: AssetRow | undefined): AddedAssetRow['upload'] {
  if (stored?.origin !== 'added-here') return { phase: 'waiting-for-project' }
  return stored.upload.phase === 'blocked' ? { phase: 'open', acceptedBytes: 0 } : stored.upload
}
