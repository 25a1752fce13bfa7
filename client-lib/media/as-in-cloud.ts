import type { AssetRow, CloudAssetRow } from './asset-row.ts'

/** The row of what the cloud has and this device has not. */
export function asInCloud(row: AssetRow): CloudAssetRow {
  const { projectId, assetId, fileName, mime, sizeBytes, checksum, partRule, keepOffline } = row
  const file = { projectId, assetId, fileName, mime, sizeBytes, checksum, partRule }
  return { schemaVersion: 1, origin: 'cloud', ...file, state: 'stored', ...(keepOffline ? { keepOffline } : {}) }
}
