import type { MediaStore } from '../media-store/media-store.ts'
import type { Locks } from '../runtime/locks.ts'
import { mediaKeyLock } from './adding/media-key-lock.ts'
import type { AssetBook } from './asset-book.ts'
import type { AssetRow } from './asset-row.ts'

/** Under which key this device already keeps these bytes, for whatever asset; undefined where it does not. */
export async function keptBytes(
  { book, mediaStore }: { book: AssetBook; mediaStore: MediaStore },
  wanted: { checksum: string; sizeBytes: number },
): Promise<string | undefined> {
  // Uploads write how far they are past the book: what was found spoilt must be seen here.
  await book.reload()
  for (const row of book.rows()) {
    const { mediaKey } = row
    if (row.checksum !== wanted.checksum || mediaKey === undefined || isSpoilt(row)) continue
    const kept = await mediaStore.open(mediaKey).catch(() => undefined)
    if (kept?.size === wanted.sizeBytes) return mediaKey
  }
  return undefined
}

/**
 * Has `name` write a row that names what is kept already, while nobody can let go of it; undefined where it is not kept.
 * @throws what `name` throws
 */
export async function nameKept<Row>(
  ports: { book: AssetBook; mediaStore: MediaStore; locks: Locks },
  wanted: { checksum: string; sizeBytes: number },
  signal: AbortSignal,
  name: (mediaKey: string) => Promise<Row>,
): Promise<Row | undefined> {
  const kept = await keptBytes(ports, wanted)
  if (kept === undefined) return undefined
  let row: Row | undefined
  await ports.locks.whenHeld(mediaKeyLock(kept), signal, async () => {
    if ((await keptBytes(ports, wanted)) === kept) row = await name(kept)
  })
  return row
}

/** A copy that was found changed is what the user replaces by adding the file again. */
function isSpoilt(row: AssetRow): boolean {
  return row.origin === 'added-here' && row.upload.phase === 'blocked' && row.upload.code === 'local-bytes-changed'
}
