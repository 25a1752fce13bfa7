import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import type { RowStore } from './rewrite-row.ts'
import { lookedAt } from './row-rewrite.ts'

/** Where a scan goes on: DynamoDB's own key, opaque. */
export type ScanPosition = Readonly<Record<string, unknown>>

export interface RowPage {
  readonly rows: readonly Item[]
  readonly next: ScanPosition | undefined
}

/** A page of all rows of a table, each with its keys and what a rewriting looks at. Consistent: it holds all that was acknowledged. */
export async function scanRows(
  { client, tableName, shape }: RowStore,
  toVersion: number,
  limit: number,
  after: ScanPosition | undefined,
): Promise<RowPage> {
  const names = [...new Set([...shape.keys, ...lookedAt(shape, toVersion)])]
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({
      TableName: tableName,
      ConsistentRead: true,
      Limit: limit,
      ProjectionExpression: names.map((_, index) => `#n${index}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      ...(after === undefined ? {} : { ExclusiveStartKey: after }),
    }),
  )
  return { rows: Items, next: LastEvaluatedKey }
}
