import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb'
import { byMadeAt, projectKey, readVersionSummary, versionItem, versionKey } from './dynamo-version-attributes.ts'
import type { History } from './history.ts'
import type { ProjectPlace, VersionRow, VersionSummaryRow } from './version-row.ts'

/** The most that one call deletes. */
const rowsABatch = 25

/** Histories in one table, a partition a project. */
export class DynamoHistory implements History {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async add(place: ProjectPlace, version: VersionRow): Promise<void> {
    const put = new PutCommand({
      TableName: this.#table,
      Item: versionItem(place, version),
      ConditionExpression: 'attribute_not_exists(project_key) OR made_at < :madeAt',
      ExpressionAttributeValues: { ':madeAt': version.madeAtMs },
    })
    try {
      await this.#client.send(put)
    } catch (error) {
      // It is there already: the stream tells at least once.
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  }

  async madeBefore(place: ProjectPlace, beforeMs: number): Promise<readonly VersionSummaryRow[]> {
    const input = {
      TableName: this.#table,
      IndexName: byMadeAt,
      // What is dropped is named by its key: a row that has just taken an older one's place must not be read as that.
      ConsistentRead: true,
      KeyConditionExpression: 'project_key = :project AND made_at < :before',
      ExpressionAttributeValues: { ':project': projectKey(place), ':before': beforeMs },
    }
    const rows: VersionSummaryRow[] = []
    for await (const page of paginateQuery({ client: this.#client }, input)) {
      rows.push(...(page.Items ?? []).map(readVersionSummary))
    }
    return rows
  }

  async drop(place: ProjectPlace, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += rowsABatch) {
      const batch = ids.slice(at, at + rowsABatch)
      const requests = batch.map((id) => ({ DeleteRequest: { Key: versionKey(place, id) } }))
      // What it leaves unprocessed is due still at the next thinning.
      await this.#client.send(new BatchWriteCommand({ RequestItems: { [this.#table]: requests } }))
    }
  }
}
