import type { S3Client } from '@aws-sdk/client-s3'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { localEnvironment } from '../../dev/cloud/local-environment.ts'
import { createDynamoClient } from '../../lambdas/storage/create-dynamo-client.ts'
import { createS3Client } from '../../lambdas/storage/create-s3-client.ts'

/** Where the two stores of a run are. */
export interface StoreAddresses {
  readonly dynamoUrl: string
  readonly s3Url: string
}

/** The functions' own clients, led to the local stores by the environment alone, as on any cloud. */
export function localClients({ dynamoUrl, s3Url }: StoreAddresses): {
  readonly dynamo: DynamoDBDocumentClient
  readonly createS3: () => S3Client
} {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = localEnvironment()
  Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION })
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: dynamoUrl, AWS_ENDPOINT_URL_S3: s3Url })
  delete process.env.AWS_SESSION_TOKEN
  return { dynamo: createDynamoClient(), createS3: createS3Client }
}
