import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { PutBucketCorsCommand } from '@aws-sdk/client-s3'
import { createBucket } from './create-bucket.ts'
import { deployedShape } from './deployed-shape.ts'
import { localClients, type StoreAddresses } from './local-clients.ts'

/** What a run's tests find in the stores. */
export interface CreatedStores extends StoreAddresses {
  readonly bucket: string
  /** An origin whose pages may send and read. */
  readonly origin: string
}

const bucket = 'media'

/** Makes tables and bucket as the template has them. */
export async function createStores(addresses: StoreAddresses): Promise<CreatedStores> {
  const { tables, corsRules } = deployedShape()
  const { dynamo, createS3 } = localClients(addresses)
  const s3 = createS3()
  for (const table of tables) await dynamo.send(new CreateTableCommand(table))
  await createBucket(s3, bucket)
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: corsRules } }))
  const origin = corsRules[0]?.AllowedOrigins?.[0]
  if (origin === undefined) throw new Error('The template allows no origin.')
  dynamo.destroy()
  s3.destroy()
  return { ...addresses, bucket, origin }
}
