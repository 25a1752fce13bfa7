import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'

const Asked = v.pipe(
  v.instance(Uint8Array),
  v.transform((body) => new TextDecoder().decode(body)),
  v.parseJson(),
  v.object({ RequestItems: v.record(v.string(), v.array(v.unknown())) }),
)

/**
 * Has the next batch writes do nothing and say so, as they stand on the wire: what a busy table leaves of a batch is no
 * error, but is named in an answer of 200. DynamoDB Local leaves nothing.
 *
 * @param times how many of the next batches are left
 * @returns how many batches were asked for, since
 */
export function leaveUnprocessed(client: DynamoDBDocumentClient, times: number): { readonly asked: () => number } {
  let asked = 0
  const step = { step: 'deserialize', priority: 'low', name: 'leaveUnprocessed', override: true } as const
  const busy =
    (next: (args: object) => Promise<object>, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: { readonly request: { readonly body: unknown } }) => {
      if (commandName !== 'BatchWriteItemCommand') return next(args)
      asked += 1
      return asked > times ? next(args) : { response: leftOf(v.parse(Asked, args.request.body).RequestItems) }
    }
  // The step takes the raw answer; the SDK's types know only the one it has parsed.
  client.middlewareStack.add(busy as never, step)
  return { asked: () => asked }
}

function leftOf(UnprocessedItems: object) {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new TextEncoder().encode(JSON.stringify({ UnprocessedItems })),
  }
}
