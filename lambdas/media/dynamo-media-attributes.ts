import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { MediaItem } from './media-item.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
export const mediaSchemaVersion = 1

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const Row = v.object({
  schema_version: v.literal(mediaSchemaVersion),
  asset_id: v.string(),
  state: v.picklist(['uploading', 'stored']),
  file_name: v.string(),
  mime: v.string(),
  size: wholeNumber,
  checksum: v.string(),
  part_rule: wholeNumber,
  created_at: wholeNumber,
  updated_at: wholeNumber,
})

/** @throws ValiError when the row is not one this code has written */
export function readMedia(item: Item): MediaItem {
  const row = v.parse(Row, item)
  return {
    assetId: row.asset_id,
    state: row.state,
    fileName: row.file_name,
    mime: row.mime,
    sizeBytes: row.size,
    checksum: row.checksum,
    partRule: row.part_rule,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  }
}

export function mediaKey(userId: string, projectId: string, assetId: string) {
  return { project_key: `${userId}#${projectId}`, asset_id: assetId }
}
