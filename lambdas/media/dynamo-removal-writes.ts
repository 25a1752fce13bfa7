import { countUsage } from '../accounts/dynamo-account-attributes.ts'
import { markAttributes } from '../garbage/dynamo-mark-attributes.ts'
import type { TransactItem } from '../storage/dynamo-transact.ts'
import { assetKey, waiterText } from './dynamo-asset-attributes.ts'
import { mediaKey } from './dynamo-media-attributes.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { MediaItem } from './media-item.ts'
import type { StoredAsset, Waiter } from './stored-asset.ts'
import type { WithoutWaiter } from './without-waiter.ts'

const names = { '#state': 'state' }

/** Takes a row away that waits for its bytes; refused where it was written since it was read. */
export function dropMedia(userId: string, { projectId, assetId }: Waiter, item: MediaItem) {
  return {
    Key: mediaKey(userId, projectId, assetId),
    ConditionExpression: '#state = :uploading AND updated_at = :seen',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':uploading': 'uploading', ':seen': item.updatedAtMs },
  }
}

/** What the bytes' row, and the account, are to be without this waiter; refused where anything came between. */
export function leaveAsset(
  { storedAssets, accounts }: LedgerTables,
  asset: StoredAsset,
  waiter: Waiter,
  kind: WithoutWaiter,
): TransactItem[] {
  if (kind === 'unmoved') return []
  const Key = assetKey(asset.userId, asset)
  const values = { ':upload': asset.session.uploadId, ':state': asset.state, ':waiter': waiterText(waiter) }
  const isAsRead = 'upload_id = :upload AND #state = :state AND contains(waiting, :waiter)'
  if (kind === 'waited-for') {
    const others = asset.state === 'stored' ? '' : ' AND size(waiting) > :one'
    const update = {
      ...{ TableName: storedAssets, Key, UpdateExpression: 'DELETE waiting :gone' },
      ConditionExpression: `${isAsRead}${others}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ...values,
        ':gone': new Set([waiterText(waiter)]),
        ...(others === '' ? {} : { ':one': 1 }),
      },
    }
    return [{ Update: update }]
  }
  const drop = {
    ...{ TableName: storedAssets, Key },
    ConditionExpression: `${isAsRead} AND size(waiting) = :one`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ...values, ':one': 1 },
  }
  const ended = { TableName: accounts, ...countUsage(asset.userId, { openUploads: -1 }) }
  return [{ Delete: drop }, ...(kind === 'ends' ? [{ Update: ended }] : [])]
}

/** Marks a stored row as one that nothing refers to, for housekeeping to judge; a mark that it has stays. */
export function markMedia(userId: string, { projectId, assetId }: Waiter, nowMs: number) {
  const marks = Object.values(markAttributes).map((name) => `${name} = if_not_exists(${name}, :now)`)
  return {
    Key: mediaKey(userId, projectId, assetId),
    UpdateExpression: `SET ${marks.join(', ')}`,
    ConditionExpression: '#state = :stored',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':now': nowMs, ':stored': 'stored' },
  }
}
