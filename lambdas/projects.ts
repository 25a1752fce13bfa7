import { Logger } from '@aws-lambda-powertools/logger'
import * as v from 'valibot'
import { DynamoAccountTable } from './accounts/dynamo-account-table.ts'
import { createAuthenticate } from './auth/create-authenticate.ts'
import { systemClock } from './clock/clock.ts'
import { createApiHandler } from './gateway/create-api-handler.ts'
import { ProjectsEnvironment } from './gateway/environment.ts'
import { DynamoMediaTable } from './media/dynamo-media-table.ts'
import { PowertoolsMetrics } from './metrics/powertools-metrics.ts'
import { DynamoProjectStore } from './projects/dynamo-project-store.ts'
import { projectHandlers } from './projects/project-handlers.ts'
import { DynamoSnapshotLedger } from './snapshots/dynamo-snapshot-ledger.ts'
import { createDynamoClient } from './storage/create-dynamo-client.ts'
import { S3Signature } from './storage/s3-signature.ts'
import { SignedObjectStore } from './storage/signed-object-store.ts'
import { SignedUrlSigner } from './storage/signed-url-signer.ts'
import { DynamoVersionStore } from './versions/dynamo-version-store.ts'

const environment = v.parse(ProjectsEnvironment, process.env)
const dynamo = createDynamoClient()
const { BUCKET: bucket, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3: endpoint = AWS_ENDPOINT_URL } = environment
const own = new S3Signature(dynamo.config, { bucket, endpoint })
const clients = new S3Signature(dynamo.config, { bucket, endpoint: environment.STORE_URL ?? endpoint })
const { TABLE_PROJECTS: projects, TABLE_PROJECT_VERSIONS: projectVersions, LIMITS: limits } = environment
const { TABLE_STORED_ASSETS: storedAssets, TABLE_ACCOUNTS: accounts } = environment

/** The `projects` function: the one place that names its concrete classes. */
export const handler = createApiHandler<'projects'>({
  handlers: projectHandlers({
    projects: new DynamoProjectStore(dynamo, { projects, accounts }, limits),
    media: new DynamoMediaTable(dynamo, environment.TABLE_PROJECT_MEDIA),
    snapshots: new DynamoSnapshotLedger(dynamo, { storedAssets, accounts }, limits),
    objects: new SignedObjectStore(own),
    addresses: new SignedUrlSigner(clients),
    versions: new DynamoVersionStore(dynamo, { projects, projectVersions }),
    accounts: new DynamoAccountTable(dynamo, accounts),
    ...{ clock: systemClock, retention: environment.RETENTION, limits },
  }),
  authenticate: createAuthenticate(environment, systemClock),
  log: new Logger({ serviceName: 'projects' }),
  metrics: new PowertoolsMetrics(environment.STAGE, 'projects'),
  clock: systemClock,
})
