import { ListTablesCommand, type ListTablesCommandOutput } from '@aws-sdk/client-dynamodb'
import type { S3Client } from '@aws-sdk/client-s3'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { vi } from 'vitest'
import type { Deployment } from '../../dev/deployment.ts'
import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import { DynamoAccountTable } from '../../lambdas/accounts/dynamo-account-table.ts'
import { systemClock } from '../../lambdas/clock/clock.ts'
import { DynamoAssetLedger } from '../../lambdas/media/dynamo-asset-ledger.ts'
import { DynamoMediaTable } from '../../lambdas/media/dynamo-media-table.ts'
import type { LedgerTables } from '../../lambdas/media/ledger-tables.ts'
import { DynamoProjectStore } from '../../lambdas/projects/dynamo-project-store.ts'
import { DynamoSnapshotLedger } from '../../lambdas/snapshots/dynamo-snapshot-ledger.ts'
import { createDynamoClient } from '../../lambdas/storage/create-dynamo-client.ts'
import { createS3Client } from '../../lambdas/storage/create-s3-client.ts'
import { S3AssetStore } from '../../lambdas/storage/s3-asset-store.ts'
import { S3Signature } from '../../lambdas/storage/s3-signature.ts'
import { S3UrlSigner } from '../../lambdas/storage/s3-url-signer.ts'
import { SignedObjectStore } from '../../lambdas/storage/signed-object-store.ts'
import { SignedUrlSigner } from '../../lambdas/storage/signed-url-signer.ts'
import { DynamoHistory } from '../../lambdas/versions/dynamo-history.ts'
import { DynamoVersionStore, type VersionTables } from '../../lambdas/versions/dynamo-version-store.ts'
import type { History } from '../../lambdas/versions/history.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { noLimits } from '../server/no-limits.ts'

/** The real adapters, over the tables and the bucket of a deployed stack. */
export interface DeployedPorts {
  readonly ports: FunctionPorts
  readonly history: History
  /** Every client that the adapters speak through. */
  readonly clients: readonly (DynamoDBDocumentClient | S3Client)[]
  /** Told the method of every request that is made without a client. */
  readonly onRequest: Set<(method: string) => void>
}

/** Runs the functions' own clients in this process, as the local cloud's environment sets them up. */
export async function deployedPorts(deployment: Deployment, limits: AccountLimits = noLimits): Promise<DeployedPorts> {
  const { awsEndpointUrl, region, bucketName } = deployment
  const own = { AWS_ENDPOINT_URL: awsEndpointUrl, AWS_REGION: region }
  const dummy = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: undefined }
  for (const [name, value] of Object.entries({ ...own, ...dummy })) vi.stubEnv(name, value)
  const dynamo = createDynamoClient()
  const tables = await tablesOf(dynamo, deployment.stage)
  const [store, signer] = [createS3Client(), createS3Client()]
  const onRequest = new Set<(method: string) => void>()
  const told: typeof fetch = (input, init) => {
    for (const listener of onRequest) listener(init?.method ?? 'GET')
    return fetch(input, init)
  }
  const signature = new S3Signature(dynamo.config, { bucket: bucketName, endpoint: awsEndpointUrl })
  const ports = {
    projects: new DynamoProjectStore(dynamo, tables, limits),
    versions: new DynamoVersionStore(dynamo, tables),
    media: new DynamoMediaTable(dynamo, tables.projectMedia),
    ledger: new DynamoAssetLedger(dynamo, tables, limits),
    store: new S3AssetStore(store, bucketName),
    signer: new S3UrlSigner(signer, bucketName),
    snapshots: new DynamoSnapshotLedger(dynamo, tables, limits),
    objects: new SignedObjectStore(signature, told),
    addresses: new SignedUrlSigner(signature),
    accounts: new DynamoAccountTable(dynamo, tables.accounts),
    ...{ clock: systemClock, limits },
  }
  const history = new DynamoHistory(dynamo, tables.projectVersions)
  return { ports, history, clients: [dynamo, store, signer], onRequest }
}

/** Tables have no names of their own: CloudFormation makes them of the stack's and the construct's. */
async function tablesOf(dynamo: DynamoDBDocumentClient, stage: string): Promise<LedgerTables & VersionTables> {
  const { TableNames = [] }: ListTablesCommandOutput = await dynamo.send(new ListTablesCommand({}))
  const named = (construct: string) => {
    const start = `reelsync-${stage}-stateful-Tables${construct}`
    const found = TableNames.filter((name) => new RegExp(`^${start}[0-9A-F]{8}`).test(name))
    if (found.length !== 1) throw new Error(`Which table is ${start}? There are ${TableNames.join(', ')}.`)
    return found[0] as string
  }
  return {
    projects: named('Projects'),
    projectVersions: named('ProjectVersions'),
    projectMedia: named('ProjectMedia'),
    storedAssets: named('StoredAssets'),
    accounts: named('Accounts'),
  }
}
