import {
  type AttributeValue,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { retryContention } from './retry-contention.ts'

/** What one item of a transaction met; `item` is the row that stood in its way, where there was one. */
export interface Refusal {
  readonly failed: boolean
  readonly item: Record<string, AttributeValue> | undefined
}

export type TransactOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

/** All or nothing; what refused it comes back in the order of the items. */
export function transact(client: DynamoDBClient, items: TransactWriteItem[]): Promise<TransactOutcome> {
  return retryContention(async () => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items }))
      return { kind: 'written' }
    } catch (error) {
      const refusals = refusalsOf(error)
      if (refusals === undefined) throw error
      return { kind: 'refused', refusals }
    }
  })
}

/** Undefined when anything but a condition was the cause. */
function refusalsOf(error: unknown): Refusal[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined
  const reasons = error.CancellationReasons ?? []
  const conditional = reasons.every(({ Code }) => Code === 'None' || Code === 'ConditionalCheckFailed')
  if (!conditional) return undefined
  return reasons.map(({ Code, Item }) => ({
    failed: Code === 'ConditionalCheckFailed',
    item: Item === undefined || Object.keys(Item).length === 0 ? undefined : Item,
  }))
}
