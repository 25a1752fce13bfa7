import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { retryContention } from '../storage/retry-contention.ts'
import type { PendingSnapshot, SnapshotLedger } from './snapshot-ledger.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
const snapshotSchemaVersion = 1

/** Beside the assets in the user's partition of `stored_assets`; no checksum of an asset begins like this. */
export function snapshotRowKey(userId: string, id: string) {
  return { user_id: userId, checksum: `snapshot#${id}` }
}

export class DynamoSnapshotLedger implements SnapshotLedger {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async reserve({ userId, id, storageKey, sizeBytes, nowMs }: PendingSnapshot): Promise<void> {
    const command = new UpdateCommand({
      TableName: this.#table,
      Key: snapshotRowKey(userId, id),
      UpdateExpression:
        'SET #state = :pending, #size = :size, storage_key = :key, pinned_at = :now, created_at = :now, ' +
        'schema_version = :schema',
      ExpressionAttributeNames: { '#state': 'state', '#size': 'size' },
      ExpressionAttributeValues: {
        ':pending': 'pending',
        ':size': sizeBytes,
        ':key': storageKey,
        ':now': nowMs,
        ':schema': snapshotSchemaVersion,
      },
    })
    await retryContention(() => this.#client.send(command))
  }
}
