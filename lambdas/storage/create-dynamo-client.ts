import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { answerUnavailable, outsideRetries } from './answer-unavailable.ts'

export function createDynamoClient(): DynamoDBClient {
  const client = new DynamoDBClient({})
  client.middlewareStack.add(answerUnavailable, outsideRetries)
  return client
}
