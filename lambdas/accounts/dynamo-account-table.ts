import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { refusedItem } from '../storage/dynamo-refused-item.ts'
import { retryContention } from '../storage/retry-contention.ts'
import type { AccountTable } from './account-table.ts'
import { accountKey, readAccount, readWish, wishAttribute } from './dynamo-account-attributes.ts'
import type { Usage } from './usage.ts'

/** One small row a user. */
export class DynamoAccountTable implements AccountTable {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async usage(userId: string): Promise<Usage> {
    const command = new GetCommand({ TableName: this.#table, Key: accountKey(userId), ConsistentRead: true })
    const { Item } = await this.#client.send(command)
    return readAccount(Item).usage
  }

  async wishErasure(userId: string, erasureId: string, nowMs: number): Promise<number> {
    const wish = wishAttribute(erasureId)
    const command = new UpdateCommand({
      TableName: this.#table,
      Key: accountKey(userId),
      // Each wish stays: a device that comes back to an older one must not take what was made since.
      UpdateExpression: 'SET #wish = :now, erasure_at = :now',
      // Older releases knew one wish, by `erasure_id`.
      ConditionExpression: 'attribute_not_exists(#wish) AND (attribute_not_exists(erasure_id) OR erasure_id <> :id)',
      ExpressionAttributeNames: { '#wish': wish },
      ExpressionAttributeValues: { ':id': erasureId, ':now': nowMs },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    try {
      await retryContention(() => this.#client.send(command))
      return nowMs
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      return readWish(refusedItem(error.Item), erasureId)
    }
  }
}
