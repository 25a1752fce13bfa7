import { Logger } from '@aws-lambda-powertools/logger'
import * as v from 'valibot'
import { createAuthenticate } from './auth/create-authenticate.ts'
import { systemClock } from './clock/clock.ts'
import { createApiHandler } from './gateway/create-api-handler.ts'
import { MediaEnvironment } from './gateway/environment.ts'
import { DynamoAssetLedger } from './media/dynamo-asset-ledger.ts'
import { DynamoMediaTable } from './media/dynamo-media-table.ts'
import { mediaHandlers } from './media/media-handlers.ts'
import { PowertoolsMetrics } from './metrics/powertools-metrics.ts'
import { DynamoProjectStore } from './projects/dynamo-project-store.ts'
import { createDynamoClient } from './storage/create-dynamo-client.ts'
import { createS3Client } from './storage/create-s3-client.ts'
import { S3AssetStore } from './storage/s3-asset-store.ts'
import { S3UrlSigner } from './storage/s3-url-signer.ts'

const environment = v.parse(MediaEnvironment, process.env)
const dynamo = createDynamoClient()
const { TABLE_PROJECTS: projects, TABLE_PROJECT_MEDIA: projectMedia, LIMITS: limits } = environment
const { TABLE_STORED_ASSETS: storedAssets, TABLE_ACCOUNTS: accounts } = environment

/** The `media` function: the one place that names its concrete classes. */
export const handler = createApiHandler<'media'>({
  handlers: mediaHandlers({
    projects: new DynamoProjectStore(dynamo, { projects, accounts }, limits),
    media: new DynamoMediaTable(dynamo, projectMedia),
    ledger: new DynamoAssetLedger(dynamo, { projects, projectMedia, storedAssets, accounts }, limits),
    store: new S3AssetStore(createS3Client(), environment.BUCKET),
    signer: new S3UrlSigner(createS3Client(environment.STORE_URL), environment.BUCKET),
    ...{ clock: systemClock, limits },
  }),
  authenticate: createAuthenticate(environment, systemClock),
  log: new Logger({ serviceName: 'media' }),
  metrics: new PowertoolsMetrics(environment.STAGE, 'media'),
  clock: systemClock,
})
