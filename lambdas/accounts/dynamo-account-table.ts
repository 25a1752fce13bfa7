import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import type { AccountTable } from './account-table.ts'
import { accountKey, readAccount } from './dynamo-account-attributes.ts'
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
}
