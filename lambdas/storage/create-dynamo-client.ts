import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { answerUnavailable, outsideRetries } from './answer-unavailable.ts'
import { longestSilenceMs } from './longest-silence.ts'

/** A client that takes and gives plain values; an `undefined` among them is refused, for a row must say what it lacks. */
export function createDynamoClient(silenceMs = longestSilenceMs): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ requestHandler: { connectionTimeout: silenceMs, socketTimeout: silenceMs } })
  client.middlewareStack.add(answerUnavailable, outsideRetries)
  return DynamoDBDocumentClient.from(client)
}
