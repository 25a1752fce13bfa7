import type { AssetBook } from '../asset-book.ts'
import { type AddedAssetRow, type AssetRow, isAddedHere } from '../asset-row.ts'

/**
 * What another version of the app, or of the server, may take, an account with room, another line, or a browser that was
 * allowed for good. The rest is the user's to take up.
 */
const mayHavePassed: ReadonlySet<string> = new Set([
  'upgrade-required',
  'part-rule-changed',
  'internal',
  'quota-exceeded',
  'checksum-mismatch',
  'file-permission-needed',
])

/** An upload as a start takes it up: what was blocked for want of a newer app, or of room, is tried again. */
export function afterRestart(row: AddedAssetRow): AddedAssetRow {
  const { upload } = row
  if (upload.phase !== 'blocked' || !mayHavePassed.has(upload.code)) return row
  return { ...row, upload: { phase: 'open', acceptedBytes: upload.acceptedBytes } }
}

/** Says so in the rows, which are what a pause, and every other tab, goes by. */
export async function noteTakenUp(book: Pick<AssetBook, 'rows' | 'change'>): Promise<void> {
  const taken = (row: AssetRow) => (isAddedHere(row) ? afterRestart(row) : row)
  for (const row of book.rows()) {
    if (taken(row) === row) continue
    // A device that refuses it keeps no upload from going on.
    await book.change(row.projectId, row.assetId, (stored = row) => taken(stored)).catch(() => {})
  }
}
