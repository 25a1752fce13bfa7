import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb'
import { mediaKey, readMedia } from './dynamo-media-attributes.ts'
import type { MediaItem } from './media-item.ts'
import type { MediaTable } from './media-table.ts'

/** Projects' assets in one table, a partition a project. */
export class DynamoMediaTable implements MediaTable {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async get(userId: string, projectId: string, assetId: string): Promise<MediaItem | undefined> {
    const Key = mediaKey(userId, projectId, assetId)
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }))
    return Item === undefined ? undefined : readMedia(Item)
  }

  async list(userId: string, projectId: string): Promise<readonly MediaItem[]> {
    const { project_key } = mediaKey(userId, projectId, '')
    const input = {
      TableName: this.#table,
      ConsistentRead: true,
      KeyConditionExpression: 'project_key = :project',
      ExpressionAttributeValues: { ':project': project_key },
    }
    const items: MediaItem[] = []
    for await (const page of paginateQuery({ client: this.#client }, input)) {
      items.push(...(page.Items ?? []).map(readMedia))
    }
    return items
  }
}
