import type { MediaStore } from '../media-store/media-store.ts'
import type { AssetBook } from './asset-book.ts'
import { type AssetRow, assetRowKey } from './asset-row.ts'

export interface Bytes {
  readonly checksum: string
  readonly sizeBytes: number
  /** Which keys count; all where it is not said. */
  readonly isWanted?: (mediaKey: string) => boolean
}

/** Under which key this device already keeps these bytes, for whatever asset; undefined where it does not. */
export async function keptBytes(
  { book, mediaStore }: { book: AssetBook; mediaStore: MediaStore },
  wanted: Bytes,
): Promise<string | undefined> {
  const { isWanted = () => true } = wanted
  await book.load()
  const same = book.rows().filter(({ checksum }) => checksum === wanted.checksum)
  // What another tab has found spoilt must be seen here.
  for (const row of await book.reread(same.map(({ projectId, assetId }) => assetRowKey(projectId, assetId)))) {
    const { mediaKey } = row
    if (row.checksum !== wanted.checksum || mediaKey === undefined || !isWanted(mediaKey) || isSpoilt(row)) continue
    const kept = await mediaStore.open(mediaKey).catch(() => undefined)
    if (kept?.size === wanted.sizeBytes) return mediaKey
  }
  return undefined
}

/** A copy that was found changed is what the user replaces by adding the file again. */
function isSpoilt(row: AssetRow): boolean {
  return row.origin === 'added-here' && row.upload.phase === 'blocked' && row.upload.code === 'local-bytes-changed'
}
