import { isInPlace } from '../media-store/in-place/in-place-key.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import { asInCloud } from './as-in-cloud.ts'
import type { AssetBook } from './asset-book.ts'
import type { AssetRow } from './asset-row.ts'

/**
 * Looks which rows name bytes that the browser has deleted, or the user where a file was to stay in its place: of what
 * the cloud has, the row is as if they had never been here; of what it has not, they are said to be missing at once.
 * The upload is tried all the same, as the account may have the same bytes from elsewhere.
 */
export async function noteMissingBytes({ book, mediaStore }: { book: AssetBook; mediaStore: MediaStore }) {
  // Before the rows: what is added again while a drive does not answer is here.
  const gone = await goneInPlace(mediaStore).catch(() => new Set())
  // Before the keys: each of these had its bytes by then.
  const rows = book.rows()
  const keys = await mediaStore.keys().catch(() => undefined)
  if (!keys) return
  const kept = new Set(keys.filter((key) => !gone.has(key)))
  for (const row of rows) {
    if (corrected(row, kept) === row) continue
    await book.change(row.projectId, row.assetId, (stored = row) =>
      stored.mediaKey === row.mediaKey ? corrected(stored, kept) : stored,
    )
  }
}

/** All are looked at at once: those on a drive that does not answer are waited for together. */
async function goneInPlace(mediaStore: MediaStore): Promise<ReadonlySet<unknown>> {
  const gone = new Set<string>()
  if (!mediaStore.keepInPlace) return gone
  const look = async (key: string) => {
    // What may not be read now is not gone.
    const isGone = await mediaStore.open(key).then(
      (file) => file === undefined,
      () => false,
    )
    if (isGone) gone.add(key)
  }
  await Promise.all((await mediaStore.keys()).filter(isInPlace).map(look))
  return gone
}

function corrected(row: AssetRow, kept: ReadonlySet<string>): AssetRow {
  if (row.mediaKey === undefined) return row
  const isMissing = !kept.has(row.mediaKey)
  if (row.origin === 'cloud') {
    const { mediaKey: _, ...rest } = row
    return isMissing ? rest : row
  }
  if (isMissing && row.upload.phase === 'stored') return asInCloud(row)
  if (isMissing === (row.isMissing ?? false)) return row
  const { isMissing: _, ...found } = row
  return isMissing ? { ...row, isMissing } : found
}
