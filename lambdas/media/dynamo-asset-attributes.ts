import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { type AssetIdentity, identityKey } from './asset-identity.ts'
import type { StoredAsset, Waiter } from './stored-asset.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
export const assetSchemaVersion = 1

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const Row = v.object({
  schema_version: v.literal(assetSchemaVersion),
  user_id: v.string(),
  /** Rule and checksum, `1/…`. */
  checksum: v.string(),
  part_rule: wholeNumber,
  size: wholeNumber,
  state: v.picklist(['uploading', 'stored', 'abandoned']),
  storage_key: v.string(),
  upload_id: v.string(),
  // DynamoDB keeps no empty set: the attribute is absent when nobody waits.
  waiting: v.optional(v.set(v.string()), new Set()),
})

/** @throws ValiError when the row is not one this code has written */
export function readAsset(item: Item): StoredAsset {
  const row = v.parse(Row, item)
  return {
    state: row.state,
    userId: row.user_id,
    partRule: row.part_rule,
    checksum: row.checksum.slice(row.checksum.indexOf('/') + 1),
    sizeBytes: row.size,
    waiting: [...row.waiting].map(waiterOf),
    session: { storageKey: row.storage_key, uploadId: row.upload_id },
  }
}

export function assetKey(userId: string, identity: AssetIdentity) {
  return { user_id: userId, checksum: identityKey(identity) }
}

/** Ids hold no `#`. */
export function waiterText({ projectId, assetId }: Waiter): string {
  return `${projectId}#${assetId}`
}

function waiterOf(text: string): Waiter {
  const [projectId = '', assetId = ''] = text.split('#')
  return { projectId, assetId }
}
