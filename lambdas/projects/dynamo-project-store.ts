import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import { type Item, refusedItem } from '../storage/dynamo-refused-item.ts'
import { retryContention } from '../storage/retry-contention.ts'
import { readProject, readProjectSummary } from './dynamo-project-attributes.ts'
import { projectDeletion, projectUpdate } from './dynamo-project-update.ts'
import type {
  ListPosition,
  ListSelection,
  ProjectMutation,
  ProjectPage,
  ProjectStore,
  ProjectWrite,
  WriteOutcome,
} from './project-store.ts'

const byUpdatedAt = 'by_updated_at'

/** Projects in one table, a partition a user. */
export class DynamoProjectStore implements ProjectStore {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  write(write: ProjectWrite): Promise<WriteOutcome> {
    return this.#update(projectUpdate(this.#table, write))
  }

  delete(deletion: ProjectMutation): Promise<WriteOutcome> {
    return this.#update(projectDeletion(this.#table, deletion))
  }

  async #update(update: UpdateCommandInput): Promise<WriteOutcome> {
    try {
      const command = new UpdateCommand(update)
      const { Attributes } = await retryContention(() => this.#client.send(command))
      return { kind: 'written', row: readProject(Attributes ?? {}) }
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      const current = refusedItem(error.Item)
      return { kind: 'refused', current: current === undefined ? undefined : readProject(current) }
    }
  }

  async get(userId: string, id: string) {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { user_id: userId, id }, ConsistentRead: true }),
    )
    return Item === undefined ? undefined : readProject(Item)
  }

  async list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage> {
    const isLive = selection.kind === 'live'
    const from = isLive ? {} : { ':from': selection.fromMs }
    const { Items, LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: byUpdatedAt,
        ConsistentRead: true,
        KeyConditionExpression: isLive ? 'user_id = :user' : 'user_id = :user AND updated_at >= :from',
        ...(isLive ? { FilterExpression: 'attribute_not_exists(deleted_at)' } : {}),
        ExpressionAttributeValues: { ':user': userId, ...from },
        ScanIndexForward: !isLive,
        Limit: limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: startKey(userId, after) }),
      }),
    )
    const rows = (Items ?? []).map(readProjectSummary)
    return LastEvaluatedKey === undefined ? { rows } : { rows, next: positionOf(LastEvaluatedKey) }
  }
}

const Position = v.object({ id: v.string(), updated_at: v.optional(v.number()) })

// Some local clouds leave the index's sort key out of the position, so it is passed on as it was given.
function positionOf(key: Item): ListPosition {
  const { id, updated_at } = v.parse(Position, key)
  return updated_at === undefined ? { id } : { id, updatedAtMs: updated_at }
}

function startKey(userId: string, { id, updatedAtMs }: ListPosition) {
  return { user_id: userId, id, ...(updatedAtMs === undefined ? {} : { updated_at: updatedAtMs }) }
}
