import { ListTablesCommand, type ListTablesCommandOutput } from '@aws-sdk/client-dynamodb'
import type { S3Client } from '@aws-sdk/client-s3'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { vi } from 'vitest'
import type { Deployment } from '../../dev/deployment.ts'
import { systemClock } from '../../lambdas/clock/clock.ts'
import { DynamoAssetLedger } from '../../lambdas/media/dynamo-asset-ledger.ts'
import { DynamoMediaTable } from '../../lambdas/media/dynamo-media-table.ts'
import type { LedgerTables } from '../../lambdas/media/ledger-tables.ts'
import type { MediaPorts } from '../../lambdas/media/media-ports.ts'
import { DynamoProjectStore } from '../../lambdas/projects/dynamo-project-store.ts'
import { createDynamoClient } from '../../lambdas/storage/create-dynamo-client.ts'
import { createS3Client } from '../../lambdas/storage/create-s3-client.ts'
import { S3AssetStore } from '../../lambdas/storage/s3-asset-store.ts'
import { S3UrlSigner } from '../../lambdas/storage/s3-url-signer.ts'

/** The real adapters, over the tables and the bucket of a deployed stack. */
export interface DeployedPorts {
  readonly ports: MediaPorts
  /** Every client that the adapters speak through. */
  readonly clients: readonly (DynamoDBDocumentClient | S3Client)[]
}

/** Runs the functions' own clients in this process, as the local cloud's environment sets them up. */
export async function deployedPorts(deployment: Deployment): Promise<DeployedPorts> {
  const { awsEndpointUrl, region, bucketName } = deployment
  const own = { AWS_ENDPOINT_URL: awsEndpointUrl, AWS_REGION: region }
  const dummy = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: undefined }
  for (const [name, value] of Object.entries({ ...own, ...dummy })) vi.stubEnv(name, value)
  const dynamo = createDynamoClient()
  const tables = await tablesOf(dynamo, deployment.stage)
  const [store, signer] = [createS3Client(), createS3Client()]
  const ports = {
    projects: new DynamoProjectStore(dynamo, tables.projects),
    media: new DynamoMediaTable(dynamo, tables.projectMedia),
    ledger: new DynamoAssetLedger(dynamo, tables),
    store: new S3AssetStore(store, bucketName),
    signer: new S3UrlSigner(signer, bucketName),
    clock: systemClock,
  }
  return { ports, clients: [dynamo, store, signer] }
}

/** Tables have no names of their own: CloudFormation makes them of the stack's and the construct's. */
async function tablesOf(dynamo: DynamoDBDocumentClient, stage: string): Promise<LedgerTables> {
  const { TableNames = [] }: ListTablesCommandOutput = await dynamo.send(new ListTablesCommand({}))
  const named = (construct: string) => {
    const start = `reelsync-${stage}-stateful-Tables${construct}`
    const found = TableNames.filter((name) => new RegExp(`^${start}[0-9A-F]{8}`).test(name))
    if (found.length !== 1) throw new Error(`Which table is ${start}? There are ${TableNames.join(', ')}.`)
    return found[0] as string
  }
  return {
    projects: named('Projects'),
    projectMedia: named('ProjectMedia'),
    storedAssets: named('StoredAssets'),
  }
}
