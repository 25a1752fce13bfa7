import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { mediaKey } from '../media/dynamo-media-attributes.ts'
import { type TransactItem, transact } from '../storage/dynamo-transact.ts'
import type { ProjectPlace } from '../versions/version-row.ts'
import type { SweptMedia, SweptProject } from './account-rows.ts'
import { asSeen } from './dynamo-seen-project.ts'
import type { HousekeepingTables } from './housekeeping-tables.ts'
import type { Tombstones } from './tombstones.ts'

/** The most that one call deletes. */
const rowsABatch = 25

/** Deleted projects over two tables. */
export class DynamoTombstones implements Tombstones {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: HousekeepingTables

  constructor(client: DynamoDBDocumentClient, tables: HousekeepingTables) {
    this.#client = client
    this.#tables = tables
  }

  begin(project: SweptProject, nowMs: number): Promise<boolean> {
    const { ConditionExpression, ExpressionAttributeValues, ...seen } = asSeen(project)
    return this.#isWritten({
      Update: {
        TableName: this.#tables.projects,
        ...seen,
        UpdateExpression: 'SET purging_at = :now',
        ConditionExpression: `${ConditionExpression} AND attribute_exists(deleted_at)`,
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':now': nowMs },
      },
    })
  }

  async dropStored({ userId, projectId }: ProjectPlace, rows: readonly SweptMedia[]): Promise<void> {
    const TableName = this.#tables.projectMedia
    for (let at = 0; at < rows.length; at += rowsABatch) {
      const requests = rows
        .slice(at, at + rowsABatch)
        .map(({ assetId }) => ({ DeleteRequest: { Key: mediaKey(userId, projectId, assetId) } }))
      await this.#client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }))
    }
  }

  async end({ userId, projectId }: ProjectPlace): Promise<void> {
    await this.#isWritten({
      Delete: {
        TableName: this.#tables.projects,
        Key: { user_id: userId, id: projectId },
        ConditionExpression: 'attribute_exists(purging_at)',
      },
    })
  }

  async #isWritten(item: TransactItem): Promise<boolean> {
    return (await transact(this.#client, [item])).kind === 'written'
  }
}
