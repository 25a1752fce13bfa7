import type { S3Client } from '@aws-sdk/client-s3'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import { DynamoAccountTable } from '../../lambdas/accounts/dynamo-account-table.ts'
import { systemClock } from '../../lambdas/clock/clock.ts'
import { DynamoAssetLedger } from '../../lambdas/media/dynamo-asset-ledger.ts'
import { DynamoMediaTable } from '../../lambdas/media/dynamo-media-table.ts'
import { DynamoProjectStore } from '../../lambdas/projects/dynamo-project-store.ts'
import { DynamoSnapshotLedger } from '../../lambdas/snapshots/dynamo-snapshot-ledger.ts'
import { S3AssetStore } from '../../lambdas/storage/s3-asset-store.ts'
import { S3Signature } from '../../lambdas/storage/s3-signature.ts'
import { S3UrlSigner } from '../../lambdas/storage/s3-url-signer.ts'
import { SignedObjectStore } from '../../lambdas/storage/signed-object-store.ts'
import { SignedUrlSigner } from '../../lambdas/storage/signed-url-signer.ts'
import { DynamoHistory } from '../../lambdas/versions/dynamo-history.ts'
import { DynamoVersionStore } from '../../lambdas/versions/dynamo-version-store.ts'
import type { History } from '../../lambdas/versions/history.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { noLimits } from '../server/no-limits.ts'
import type { CreatedStores } from './create-stores.ts'
import { localClients } from './local-clients.ts'

export interface LocalPorts extends FunctionPorts {
  readonly history: History
  readonly dynamo: DynamoDBDocumentClient
  readonly s3: S3Client
}

/** The real adapters over the local stores. */
export function localPorts(stores: CreatedStores, limits: AccountLimits = noLimits): LocalPorts {
  const { dynamo, createS3 } = localClients(stores)
  const ofProjects = { projects: 'Projects', projectVersions: 'ProjectVersions' }
  const tables = { ...ofProjects, projectMedia: 'ProjectMedia', storedAssets: 'StoredAssets', accounts: 'Accounts' }
  const s3 = createS3()
  const signature = new S3Signature(dynamo.config, { bucket: stores.bucket, endpoint: stores.s3Url })
  return {
    dynamo,
    s3,
    projects: new DynamoProjectStore(dynamo, tables, limits),
    versions: new DynamoVersionStore(dynamo, tables),
    history: new DynamoHistory(dynamo, tables.projectVersions),
    media: new DynamoMediaTable(dynamo, tables.projectMedia),
    ledger: new DynamoAssetLedger(dynamo, tables, limits),
    store: new S3AssetStore(s3, stores.bucket),
    signer: new S3UrlSigner(createS3(), stores.bucket),
    snapshots: new DynamoSnapshotLedger(dynamo, tables, limits),
    objects: new SignedObjectStore(signature),
    addresses: new SignedUrlSigner(signature),
    accounts: new DynamoAccountTable(dynamo, tables.accounts),
    ...{ clock: systemClock, limits },
  }
}
