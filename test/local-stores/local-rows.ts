import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoAccountTable } from '../../lambdas/accounts/dynamo-account-table.ts'
import { DynamoAccountRegistry } from '../../lambdas/housekeeping/dynamo-account-registry.ts'
import { DynamoAccountRows } from '../../lambdas/housekeeping/dynamo-account-rows.ts'
import { DynamoAssetBin } from '../../lambdas/housekeeping/dynamo-asset-bin.ts'
import { DynamoMarkStore } from '../../lambdas/housekeeping/dynamo-mark-store.ts'
import { DynamoTombstones } from '../../lambdas/housekeeping/dynamo-tombstones.ts'
import { DynamoUsageBook } from '../../lambdas/housekeeping/dynamo-usage-book.ts'
import { DynamoAssetLedger } from '../../lambdas/media/dynamo-asset-ledger.ts'
import { DynamoMediaTable } from '../../lambdas/media/dynamo-media-table.ts'
import { DynamoProjectStore } from '../../lambdas/projects/dynamo-project-store.ts'
import { DynamoSnapshotLedger } from '../../lambdas/snapshots/dynamo-snapshot-ledger.ts'
import { DynamoHistory } from '../../lambdas/versions/dynamo-history.ts'
import { DynamoVersionStore } from '../../lambdas/versions/dynamo-version-store.ts'
import type { RowPorts } from '../housekeeping/world-ports.ts'
import { noLimits } from '../server/no-limits.ts'

export interface LocalRows extends RowPorts {
  /** Takes their table of accounts away. */
  close(): Promise<void>
}

/** Rows on DynamoDB Local, with a table of accounts of their own: housekeeping goes through all there are. */
export async function localRows(dynamo: DynamoDBDocumentClient): Promise<LocalRows> {
  const accounts = `Accounts-${crypto.randomUUID()}`
  await dynamo.send(
    new CreateTableCommand({
      ...{ TableName: accounts, BillingMode: 'PAY_PER_REQUEST' },
      AttributeDefinitions: [{ AttributeName: 'user_id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'user_id', KeyType: 'HASH' }],
    }),
  )
  const ofProjects = { projects: 'Projects', projectVersions: 'ProjectVersions' }
  const tables = { ...ofProjects, projectMedia: 'ProjectMedia', storedAssets: 'StoredAssets', accounts }
  return {
    projects: new DynamoProjectStore(dynamo, tables, noLimits),
    media: new DynamoMediaTable(dynamo, tables.projectMedia),
    ledger: new DynamoAssetLedger(dynamo, tables, noLimits),
    snapshots: new DynamoSnapshotLedger(dynamo, tables, noLimits),
    versions: new DynamoVersionStore(dynamo, tables),
    accounts: new DynamoAccountTable(dynamo, accounts),
    history: new DynamoHistory(dynamo, tables.projectVersions),
    registry: new DynamoAccountRegistry(dynamo, accounts),
    rows: new DynamoAccountRows(dynamo, tables),
    marks: new DynamoMarkStore(dynamo, tables),
    tombstones: new DynamoTombstones(dynamo, tables),
    assets: new DynamoAssetBin(dynamo, tables),
    usage: new DynamoUsageBook(dynamo, accounts),
    close: async () => void (await dynamo.send(new DeleteTableCommand({ TableName: accounts }))),
  }
}
