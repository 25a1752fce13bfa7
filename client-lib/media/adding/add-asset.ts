import { composeChecksum } from '#contract/compose-checksum.ts'
import { planParts } from '#contract/part-rule.ts'
import type { Ingest, Ingested } from '../../hashing/ingest.ts'
import type { FileHandle } from '../../media-store/in-place/file-handle.ts'
import { inPlaceKey, isInPlace } from '../../media-store/in-place/in-place-key.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { Random } from '../../runtime/random.ts'
import type { AssetBook } from '../asset-book.ts'
import type { AddedAssetRow, AssetRow } from '../asset-row.ts'
import { wireMime } from '../wire-mime.ts'
import { AssetIdTaken } from './asset-id-taken.ts'
import { nameKept } from './name-kept.ts'
import { underMediaKey } from './under-media-key.ts'

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
  /** Of the file, where it stays in its place. */
  readonly handle: FileHandle | undefined
  readonly signal: AbortSignal
  readonly onDoneBytes: (doneBytes: number) => void
}

/**
 * Copies a file into the media store while hashing it, or notes where it stays, then writes its row: the bytes are
 * durable before any row names them, and no key is left without a row.
 *
 * @throws AssetUnreadable | StorageFull | StorageUnavailable | AssetIdTaken | the signal's reason
 */
export async function addAsset(ports: AddPorts, added: FileToAdd): Promise<AddedAssetRow> {
  const id = ports.random.id()
  const mediaKey = added.handle ? inPlaceKey(id) : id
  return underMediaKey(ports.locks, mediaKey, added.signal, async () => {
    try {
      return await copyAndQueue(ports, added, mediaKey)
    } catch (error) {
      await ports.mediaStore.remove(mediaKey).catch(() => {})
      throw error
    }
  })
}

async function copyAndQueue(ports: AddPorts, added: FileToAdd, mediaKey: string): Promise<AddedAssetRow> {
  const { file, handle, signal, onDoneBytes } = added
  const key = handle ? undefined : mediaKey
  const { sizeBytes, partChecksums } = await ports.ingest.ingest({ key, file, signal, onDoneBytes })
  if (handle) await ports.mediaStore.keepInPlace?.(mediaKey, handle, file)
  const checksum = await composeChecksum(partChecksums)
  const bytes = { sizeBytes, partChecksums, checksum }
  // Who gives a file to be copied may throw it away afterwards.
  const isWanted = (kept: string) => handle !== undefined || !isInPlace(kept)
  const row = await nameKept(ports, { ...bytes, isWanted }, mediaKey, signal, (kept) =>
    queue(ports, added, bytes, kept),
  )
  if (!row) return queue(ports, added, bytes, mediaKey)
  await ports.mediaStore.remove(mediaKey).catch(() => {})
  return row
}

function queue(
  ports: AddPorts,
  { projectId, assetId, baseAssetId, file }: FileToAdd,
  { sizeBytes, partChecksums, checksum }: Ingested & { readonly checksum: string },
  mediaKey: string,
): Promise<AddedAssetRow> {
  return ports.book.change(projectId, assetId, (stored): AddedAssetRow => {
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
      partRule: planParts(sizeBytes).partRule,
      ...(stored?.keepOffline ? { keepOffline: true } : {}),
      partChecksums: [...partChecksums],
      ...(baseAssetId === undefined ? {} : { baseAssetId }),
      mediaKey,
      upload: uploadAfterAdding(stored),
      ...(stored?.origin === 'added-here' && stored.paused ? { paused: true } : {}),
    }
  })
}

/** Adding the same bytes again under the same id takes up what was blocked or cancelled, and undoes nothing. */
function uploadAfterAdding(stored: AssetRow | undefined): AddedAssetRow['upload'] {
  if (stored?.origin !== 'added-here') return { phase: 'waiting-for-project' }
  const isGivenUp = ['blocked', 'cancelling', 'cancelled'].includes(stored.upload.phase)
  return isGivenUp ? { phase: 'open', acceptedBytes: 0 } : stored.upload
}
