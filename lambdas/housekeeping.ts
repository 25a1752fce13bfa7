import { Logger } from '@aws-lambda-powertools/logger'
import * as v from 'valibot'
import { noLimits } from './accounts/account-limits.ts'
import { systemClock } from './clock/clock.ts'
import { HousekeepingEnvironment } from './gateway/environment.ts'
import { createHousekeepingHandler } from './housekeeping/create-housekeeping-handler.ts'
import { DynamoAccountRegistry } from './housekeeping/dynamo-account-registry.ts'
import { DynamoAccountRows } from './housekeeping/dynamo-account-rows.ts'
import { DynamoAssetBin } from './housekeeping/dynamo-asset-bin.ts'
import { DynamoMarkStore } from './housekeeping/dynamo-mark-store.ts'
import { DynamoTombstones } from './housekeeping/dynamo-tombstones.ts'
import { DynamoUsageBook } from './housekeeping/dynamo-usage-book.ts'
import { DynamoAssetLedger } from './media/dynamo-asset-ledger.ts'
import { PowertoolsMetrics } from './metrics/powertools-metrics.ts'
import { DynamoProjectStore } from './projects/dynamo-project-store.ts'
import { createDynamoClient } from './storage/create-dynamo-client.ts'
import { createS3Client } from './storage/create-s3-client.ts'
import { S3AssetStore } from './storage/s3-asset-store.ts'
import { S3ObjectBin } from './storage/s3-object-bin.ts'
import { S3Signature } from './storage/s3-signature.ts'
import { SignedObjectStore } from './storage/signed-object-store.ts'

const environment = v.parse(HousekeepingEnvironment, process.env)
const dynamo = createDynamoClient()
const s3 = createS3Client()
const { BUCKET: bucket, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3: endpoint = AWS_ENDPOINT_URL } = environment
const tables = {
  projects: environment.TABLE_PROJECTS,
  projectVersions: environment.TABLE_PROJECT_VERSIONS,
  projectMedia: environment.TABLE_PROJECT_MEDIA,
  storedAssets: environment.TABLE_STORED_ASSETS,
  accounts: environment.TABLE_ACCOUNTS,
}

/** The `housekeeping` function: the one place that names its concrete classes. */
export const handler = createHousekeepingHandler({
  registry: new DynamoAccountRegistry(dynamo, tables.accounts),
  rows: new DynamoAccountRows(dynamo, tables),
  marks: new DynamoMarkStore(dynamo, tables),
  tombstones: new DynamoTombstones(dynamo, tables),
  assets: new DynamoAssetBin(dynamo, tables),
  projects: new DynamoProjectStore(dynamo, tables, noLimits),
  usage: new DynamoUsageBook(dynamo, tables.accounts),
  // It gives up alone, which no limit holds back.
  ledger: new DynamoAssetLedger(dynamo, tables, noLimits),
  store: new S3AssetStore(s3, bucket),
  lists: new SignedObjectStore(new S3Signature(dynamo.config, { bucket, endpoint })),
  bin: new S3ObjectBin(s3, bucket),
  retention: environment.RETENTION,
  log: new Logger({ serviceName: 'housekeeping' }),
  metrics: new PowertoolsMetrics(environment.STAGE, 'housekeeping'),
  clock: systemClock,
})
