import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Item } from './dynamo-refused-item.ts'
import { busy, whileBusy } from './while-busy.ts'

/** The most that one call deletes. */
const rowsACall = 25
const firstPauseMs = 50

/**
 * Takes rows away, many in a call. A busy table leaves some of a call undone and says so in its answer, which is no
 * error: those are asked for again, with full jitter between.
 *
 * @throws ApiFailure `unavailable` where the table goes on leaving some
 */
export async function deleteRows(client: DynamoDBDocumentClient, table: string, keys: readonly Item[]): Promise<void> {
  for (let at = 0; at < keys.length; at += rowsACall) {
    await deleteBatch(client, table, keys.slice(at, at + rowsACall))
  }
}

async function deleteBatch(client: DynamoDBDocumentClient, table: string, keys: readonly Item[]): Promise<void> {
  let left: BatchOf = keys.map((Key) => ({ DeleteRequest: { Key } }))
  await whileBusy(async () => {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: left } }))
    left = UnprocessedItems?.[table] ?? []
    return left.length === 0 ? undefined : busy
  }, firstPauseMs)
}

type BatchOf = NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]['RequestItems']>[string]
