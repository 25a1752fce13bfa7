import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { FoundStack } from './find-stack.ts'

const tries = 8
const notReal = { accessKeyId: 'test', secretAccessKey: 'test' }

/** The stack's tables, with the environment's credentials; on a local cloud with none that are real. */
export function openTables({ region, endpointUrl }: FoundStack): DynamoDBDocumentClient {
  const local = endpointUrl === undefined ? {} : { endpoint: endpointUrl, credentials: notReal }
  const client = new DynamoDBClient({ maxAttempts: tries, ...(region === undefined ? {} : { region }), ...local })
  return DynamoDBDocumentClient.from(client)
}
