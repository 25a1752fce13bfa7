import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { answerUnavailable, outsideRetries } from './answer-unavailable.ts'

/** A client that takes and gives plain values; an `undefined` among them is refused, for a row must say what it lacks. */
export function createDynamoClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({})
  client.middlewareStack.add(answerUnavailable, outsideRetries)
  return DynamoDBDocumentClient.from(client)
}
