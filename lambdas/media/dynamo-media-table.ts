import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import * as limits from '#contract/limits.ts'
import { mediaKey, readMedia } from './dynamo-media-attributes.ts'
import type { MediaItem } from './media-item.ts'
import type { MediaPage, MediaTable } from './media-table.ts'

const Position = v.object({ asset_id: v.string() })

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

  async page(userId: string, projectId: string, afterId: string | undefined): Promise<MediaPage> {
    const { project_key } = mediaKey(userId, projectId, '')
    const command = new QueryCommand({
      TableName: this.#table,
      ConsistentRead: true,
      KeyConditionExpression: 'project_key = :project',
      ExpressionAttributeValues: { ':project': project_key },
      Limit: limits.mediaPerPage,
      ...(afterId === undefined ? {} : { ExclusiveStartKey: mediaKey(userId, projectId, afterId) }),
    })
    const { Items, LastEvaluatedKey } = await this.#client.send(command)
    const items = (Items ?? []).map(readMedia)
    if (LastEvaluatedKey === undefined) return { items }
    return { items, nextAfterId: v.parse(Position, LastEvaluatedKey).asset_id }
  }

  async list(userId: string, projectId: string): Promise<readonly MediaItem[]> {
    const items: MediaItem[] = []
    let after: string | undefined
    do {
      const page = await this.page(userId, projectId, after)
      items.push(...page.items)
      after = page.nextAfterId
    } while (after !== undefined)
    return items
  }
}
