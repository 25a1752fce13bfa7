import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { AccountLimits } from '../accounts/account-limits.ts'
import { countUsage, readOverQuota } from '../accounts/dynamo-account-attributes.ts'
import { type TransactItem, transact } from '../storage/dynamo-transact.ts'
import type { PendingSnapshot, ReserveOutcome, SnapshotLedger } from './snapshot-ledger.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
export const snapshotSchemaVersion = 1

export interface SnapshotTables {
  readonly storedAssets: string
  readonly accounts: string
}

/** Beside the assets in the user's partition of `stored_assets`; no checksum of an asset begins like this. */
export const snapshotPrefix = 'snapshot#'

export function snapshotRowKey(userId: string, id: string) {
  return { user_id: userId, checksum: `${snapshotPrefix}${id}` }
}

export class DynamoSnapshotLedger implements SnapshotLedger {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: SnapshotTables
  readonly #limits: AccountLimits

  constructor(client: DynamoDBDocumentClient, tables: SnapshotTables, limits: AccountLimits) {
    this.#client = client
    this.#tables = tables
    this.#limits = limits
  }

  async reserve(snapshot: PendingSnapshot): Promise<ReserveOutcome> {
    const { storedAssets, accounts } = this.#tables
    const change = { storedBytes: snapshot.sizeBytes }
    const outcome = await transact(this.#client, [
      { Update: { TableName: storedAssets, ...pendingRow(snapshot) } },
      { Update: { TableName: accounts, ...countUsage(snapshot.userId, change, this.#limits) } },
    ])
    if (outcome.kind === 'written') return { kind: 'reserved' }
    if (outcome.refusals[0]?.failed) return { kind: 'held' }
    return readOverQuota(outcome.refusals[1]?.item, change, this.#limits)
  }
}

function pendingRow({
  userId,
  id,
  storageKey,
  sizeBytes,
  nowMs,
}: PendingSnapshot): Omit<NonNullable<TransactItem['Update']>, 'TableName'> {
  return {
    Key: snapshotRowKey(userId, id),
    UpdateExpression:
      'SET #state = :pending, #size = :size, storage_key = :key, pinned_at = :now, created_at = :now, ' +
      'schema_version = :schema',
    ConditionExpression: 'attribute_not_exists(checksum)',
    ExpressionAttributeNames: { '#state': 'state', '#size': 'size' },
    ExpressionAttributeValues: {
      ':pending': 'pending',
      ':size': sizeBytes,
      ':key': storageKey,
      ':now': nowMs,
      ':schema': snapshotSchemaVersion,
    },
  }
}
