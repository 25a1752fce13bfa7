import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/**
 * Puts DynamoDB's own words for a lost race into the client's next answers, as they stand on the wire.
 * DynamoDB Local takes one transaction after the other and never says them.
 *
 * @param times how many of the next requests lose
 * @returns how many requests have gone to the store or lost, since
 */
export function loseRaces(client: DynamoDBDocumentClient, times: number): { readonly tried: () => number } {
  let tried = 0
  const step = { step: 'deserialize', priority: 'low', name: 'loseRaces', override: true } as const
  const racing =
    (next: (args: object) => Promise<object>, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: object) => {
      tried += 1
      return tried > times ? next(args) : { response: lostRace(commandName) }
    }
  // The step takes the raw answer; the SDK's types know only the one it has parsed.
  client.middlewareStack.add(racing as never, step)
  return { tried: () => tried }
}

function lostRace(commandName: string) {
  const kind = commandName.startsWith('Transact') ? 'TransactionCanceledException' : 'TransactionConflictException'
  const reasons = [{ Code: 'None' }, { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }]
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${kind}`, CancellationReasons: reasons }
  return {
    statusCode: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
}
