import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { accountKey, type CountedAccount, readCounts, setCounts } from '../accounts/dynamo-account-attributes.ts'
import type { Usage } from '../accounts/usage.ts'
import { retryContention } from '../storage/retry-contention.ts'
import type { UsageBook } from './usage-book.ts'

export class DynamoUsageBook implements UsageBook {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async read(userId: string): Promise<CountedAccount> {
    const command = new GetCommand({ TableName: this.#table, Key: accountKey(userId), ConsistentRead: true })
    return readCounts((await this.#client.send(command)).Item)
  }

  async correct(userId: string, rev: number, usage: Usage): Promise<boolean> {
    const command = new UpdateCommand({ TableName: this.#table, ...setCounts(userId, rev, usage) })
    try {
      await retryContention(() => this.#client.send(command))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }
}
