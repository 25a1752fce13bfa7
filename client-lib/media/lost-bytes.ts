import type { AddedAssetRow } from './asset-row.ts'

/** Why this device has not the bytes of what it has to send: they were deleted, or are not those that were added. */
export function lostBytes({ isMissing, upload }: AddedAssetRow): string | undefined {
  if (upload.phase === 'blocked' && upload.code.startsWith('local-bytes-')) return upload.code
  return isMissing && upload.phase !== 'stored' ? 'local-bytes-missing' : undefined
}
