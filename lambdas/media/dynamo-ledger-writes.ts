import { markAttributes, removeMark } from '../garbage/dynamo-mark-attributes.ts'
import type { TransactItem } from '../storage/dynamo-transact.ts'
import type { AssetClaim, ExpectedAsset } from './asset-ledger.ts'
import { assetKey, assetSchemaVersion, waiterText } from './dynamo-asset-attributes.ts'
import { mediaKey, mediaSchemaVersion } from './dynamo-media-attributes.ts'
import type { StoredAsset, UploadSession, Waiter } from './stored-asset.ts'

type Write = Omit<NonNullable<TransactItem['Update']>, 'TableName'>
const stateName = { '#state': 'state' }
const stateAndSize = { ...stateName, '#size': 'size' }
// A row of a newer release is not written over by what does not know all that it says.
const notNewer = 'schema_version <= :schema'
const shown = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

/** Keeps stored bytes from being collected: who is about to goes by the count of pins. Refused where they are not stored. */
export function pinAsset(claim: AssetClaim): Write {
  return {
    Key: assetKey(claim.userId, claim),
    // Whoever is attached need not be told any more.
    UpdateExpression: 'SET pinned_at = :now ADD pins :one DELETE waiting :waiter',
    ConditionExpression: '#state = :stored AND #size = :size',
    ExpressionAttributeNames: stateAndSize,
    ExpressionAttributeValues: {
      ...{ ':now': claim.nowMs, ':one': 1, ':waiter': new Set([waiterText(claim)]) },
      ...{ ':stored': 'stored', ':size': claim.sizeBytes },
    },
    ...shown,
  }
}

/** Makes `session` the asset's, with the claim among those who wait. */
export function openAsset(claim: AssetClaim, session: UploadSession, expected: ExpectedAsset): Write {
  return {
    Key: assetKey(claim.userId, claim),
    UpdateExpression:
      'SET storage_key = :key, upload_id = :upload, #state = :uploading, #size = :size, part_rule = :rule, ' +
      'created_at = if_not_exists(created_at, :now), updated_at = :now, schema_version = :schema ADD waiting :waiter',
    ConditionExpression:
      expected === undefined
        ? 'attribute_not_exists(checksum)'
        : `upload_id = :expected AND #state = :state AND ${notNewer}`,
    ExpressionAttributeNames: stateAndSize,
    ExpressionAttributeValues: {
      ':key': session.storageKey,
      ':upload': session.uploadId,
      ':uploading': 'uploading',
      ':size': claim.sizeBytes,
      ':rule': claim.partRule,
      ':now': claim.nowMs,
      ':schema': assetSchemaVersion,
      ':waiter': new Set([waiterText(claim)]),
      ...(expected === undefined ? {} : { ':expected': expected.session.uploadId, ':state': expected.state }),
    },
    ...shown,
  }
}

/** Writes the project's row of this asset; refused where the id already names other bytes. */
export function claimMedia(claim: AssetClaim, state: 'uploading' | 'stored'): Write {
  // A row that is stored already is left alone by `attach`: repeating it must not look like a change. One that is
  // marked as unreferenced is written, so that whoever is about to take it away finds it changed.
  const unless = state === 'stored' ? ` AND (#state = :uploading OR attribute_exists(${markAttributes.seen}))` : ''
  return {
    Key: mediaKey(claim.userId, claim.projectId, claim.assetId),
    UpdateExpression:
      'SET project_id = :project, #state = :state, checksum = :checksum, part_rule = :rule, #size = :size, ' +
      'mime = :mime, file_name = :file, created_at = if_not_exists(created_at, :now), updated_at = :now, ' +
      `schema_version = :schema REMOVE ${removeMark}`,
    ConditionExpression: `attribute_not_exists(asset_id) OR (checksum = :checksum AND part_rule = :rule AND ${notNewer}${unless})`,
    ExpressionAttributeNames: stateAndSize,
    ExpressionAttributeValues: {
      ':project': claim.projectId,
      ':state': state,
      ':checksum': claim.checksum,
      ':rule': claim.partRule,
      ':size': claim.sizeBytes,
      ':mime': claim.mime,
      ':file': claim.fileName,
      ':now': claim.nowMs,
      ':schema': mediaSchemaVersion,
      ...(state === 'stored' ? { ':uploading': 'uploading' } : {}),
    },
    ...shown,
  }
}

export const projectIsLive = 'attribute_exists(id) AND attribute_not_exists(deleted_at)'

/** Media that arrives is a change of its project: without it other devices would be answered 304 for ever. */
export function raiseMediaRev(userId: string, projectId: string, nowMs: number, condition: string): Write {
  return {
    Key: { user_id: userId, id: projectId },
    UpdateExpression: 'SET media_rev = media_rev + :one, updated_at = :now',
    ConditionExpression: condition,
    ExpressionAttributeValues: { ':one': 1, ':now': nowMs },
    ...shown,
  }
}

/**
 * Marks the asset stored and takes these waiters off it; refused where one of them was told meanwhile, or where the
 * asset is not `from`: only the first of those that tell counts the upload as over.
 */
export function storeAsset(
  asset: StoredAsset,
  from: 'uploading' | 'stored',
  told: readonly Waiter[],
  nowMs: number,
): Write {
  const waiters = Object.fromEntries(told.map((waiter, index) => [`:w${index}`, waiterText(waiter)]))
  const stillWaiting = Object.keys(waiters).map((name) => `contains(waiting, ${name})`)
  return {
    Key: assetKey(asset.userId, asset),
    UpdateExpression: 'SET #state = :stored, pinned_at = :now, updated_at = :now ADD pins :one DELETE waiting :told',
    ConditionExpression: ['upload_id = :upload', '#state = :from', ...stillWaiting].join(' AND '),
    ExpressionAttributeNames: stateName,
    ExpressionAttributeValues: {
      ':stored': 'stored',
      ':from': from,
      ':now': nowMs,
      ':one': 1,
      ':upload': asset.session.uploadId,
      ':told': new Set(told.map(waiterText)),
      ...waiters,
    },
    ...shown,
  }
}

/** Gives a session up; refused where that was done already, or where another has its place. */
export function abandonAsset(asset: StoredAsset, nowMs: number): Write {
  return {
    Key: assetKey(asset.userId, asset),
    UpdateExpression: 'SET #state = :abandoned, updated_at = :now',
    ConditionExpression: 'upload_id = :upload AND #state = :uploading',
    ExpressionAttributeNames: stateName,
    ExpressionAttributeValues: {
      ':abandoned': 'abandoned',
      ':now': nowMs,
      ':upload': asset.session.uploadId,
      ':uploading': 'uploading',
    },
    ...shown,
  }
}

export function storeMedia(asset: StoredAsset, waiter: Waiter, nowMs: number): Write {
  return {
    Key: mediaKey(asset.userId, waiter.projectId, waiter.assetId),
    UpdateExpression: 'SET #state = :stored, updated_at = :now',
    ConditionExpression: 'checksum = :checksum AND part_rule = :rule',
    ExpressionAttributeNames: stateName,
    ExpressionAttributeValues: {
      ':stored': 'stored',
      ':now': nowMs,
      ':checksum': asset.checksum,
      ':rule': asset.partRule,
    },
    ...shown,
  }
}
