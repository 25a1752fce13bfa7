import { type DynamoDBDocumentClient, GetCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { TransactItem } from '../../lambdas/storage/dynamo-transact.ts'

/** What one unit of a consistent read tells of a row. */
const kilobytesAUnit = 4

/**
 * Weighs the rows that each of the client's transactions changes, as they stand once it is made: DynamoDB Local takes
 * transactions that AWS refuses.
 *
 * @returns the KB of each transaction since, from the first
 */
export function weighTransactions(client: DynamoDBDocumentClient): { readonly kilobytes: readonly number[] } {
  const kilobytes: number[] = []
  const weigh = async ({ Update }: TransactItem) => {
    if (Update?.Key === undefined) throw new Error('Only updates are weighed.')
    const { TableName, Key } = Update
    const read = new GetCommand({ TableName, Key, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' })
    const { ConsumedCapacity } = await client.send(read)
    return (ConsumedCapacity?.CapacityUnits ?? 0) * kilobytesAUnit
  }
  const weighing =
    (next: (args: object) => Promise<object>, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: { readonly input: TransactWriteCommandInput }) => {
      const answer = await next(args)
      if (commandName !== 'TransactWriteItemsCommand') return answer
      const weights = await Promise.all((args.input.TransactItems ?? []).map(weigh))
      kilobytes.push(weights.reduce((sum, one) => sum + one, 0))
      return answer
    }
  const step = { step: 'initialize', priority: 'high', name: 'weighTransactions', override: true } as const
  // The SDK's types know a step by its own command's input.
  client.middlewareStack.add(weighing as never, step)
  return { kilobytes }
}
