import type { AddedAssetRow } from '../asset-row.ts'

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
