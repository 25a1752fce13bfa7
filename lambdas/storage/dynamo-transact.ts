import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { type Item, refusedItem } from './dynamo-refused-item.ts'
import { retryContention } from './retry-contention.ts'

/** What one item of a transaction met; `item` is the row that stood in its way, where there was one. */
export interface Refusal {
  readonly failed: boolean
  readonly item: Item | undefined
}

export type TransactOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** All or nothing; what refused it comes back in the order of the items. */
export function transact(client: DynamoDBDocumentClient, items: TransactItem[]): Promise<TransactOutcome> {
  return retryContention(async () => {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }))
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
    item: refusedItem(Item),
  }))
}
