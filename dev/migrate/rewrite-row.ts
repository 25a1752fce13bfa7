import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Item, refusedItem } from '../../lambdas/storage/dynamo-refused-item.ts'
import { retryContention } from '../../lambdas/storage/retry-contention.ts'
import { rowRewrite } from './row-rewrite.ts'
import type { RowShape } from './row-shapes.ts'

export interface RowStore {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly shape: RowShape
}

/** `there`: it is of that version already, or is gone. */
export type RowOutcome =
  | { readonly kind: 'rewritten'; readonly readAgain: number }
  | { readonly kind: 'there'; readonly readAgain: number }

/**
 * Brings one row to a version by a conditional write; a row that changed meanwhile comes back with the refusal, and is
 * taken as it is now. That ends: each time round somebody else has written, and today's functions write the newest.
 */
export async function rewriteRow(store: RowStore, read: Item, toVersion: number): Promise<RowOutcome> {
  let row: Item | undefined = read
  for (let readAgain = 0; ; readAgain += 1) {
    const rewrite = row === undefined ? undefined : rowRewrite(store.shape, row, toVersion)
    if (rewrite === undefined) return { kind: 'there', readAgain }
    try {
      const command = new UpdateCommand({ TableName: store.tableName, ...rewrite })
      await retryContention(() => store.client.send(command))
      return { kind: 'rewritten', readAgain }
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      row = refusedItem(error.Item)
    }
  }
}
