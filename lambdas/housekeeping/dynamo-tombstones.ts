import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb'
import { mediaKey } from '../media/dynamo-media-attributes.ts'
import { deleteRows } from '../storage/dynamo-delete-rows.ts'
import { type TransactItem, transact } from '../storage/dynamo-transact.ts'
import { projectKey } from '../versions/dynamo-version-attributes.ts'
import type { ProjectPlace } from '../versions/version-row.ts'
import type { SweptMedia, SweptProject } from './account-rows.ts'
import { asSeen } from './dynamo-seen-project.ts'
import type { HousekeepingTables } from './housekeeping-tables.ts'
import type { Tombstones } from './tombstones.ts'

/** As many as one call deletes. */
const rowsAPage = 25

/** Deleted projects over three tables. */
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
    const keys = rows.map(({ assetId }) => mediaKey(userId, projectId, assetId))
    await deleteRows(this.#client, this.#tables.projectMedia, keys)
  }

  async dropVersions(place: ProjectPlace): Promise<void> {
    const TableName = this.#tables.projectVersions
    const all = {
      ...{ TableName, ConsistentRead: true, ProjectionExpression: 'project_key, #version' },
      KeyConditionExpression: 'project_key = :project',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':project': projectKey(place) },
    }
    for await (const { Items = [] } of paginateQuery({ client: this.#client, pageSize: rowsAPage }, all)) {
      await deleteRows(this.#client, TableName, Items)
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
