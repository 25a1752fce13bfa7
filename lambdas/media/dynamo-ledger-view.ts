import type { TransactGetCommandInput, TransactGetCommandOutput } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import type { AssetIdentity } from './asset-identity.ts'
import type { LedgerView } from './asset-ledger.ts'
import { assetKey, readAsset } from './dynamo-asset-attributes.ts'
import { mediaKey, readMedia } from './dynamo-media-attributes.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { Waiter } from './stored-asset.ts'

type Gets = NonNullable<TransactGetCommandInput['TransactItems']>
type Responses = NonNullable<TransactGetCommandOutput['Responses']>

const ProjectPart = v.object({ media_rev: v.number(), deleted_at: v.optional(v.number()) })

/** One transaction's reads; a project's document stays where it is. */
export function ledgerGets(
  tables: LedgerTables,
  userId: string,
  { projectId, assetId }: Waiter,
  identity: AssetIdentity | undefined,
): Gets {
  const project = { Key: { user_id: userId, id: projectId }, ProjectionExpression: 'media_rev, deleted_at' }
  return [
    { Get: { TableName: tables.projects, ...project } },
    { Get: { TableName: tables.projectMedia, Key: mediaKey(userId, projectId, assetId) } },
    ...(identity === undefined ? [] : [{ Get: { TableName: tables.storedAssets, Key: assetKey(userId, identity) } }]),
  ]
}

/** @throws ValiError when a row is not one this code has written */
export function readView([project, media, asset]: Responses): LedgerView {
  return {
    project: project?.Item === undefined ? undefined : projectOf(v.parse(ProjectPart, project.Item)),
    item: media?.Item === undefined ? undefined : readMedia(media.Item),
    asset: asset?.Item === undefined ? undefined : readAsset(asset.Item),
  }
}

function projectOf({ media_rev, deleted_at }: v.InferOutput<typeof ProjectPart>): LedgerView['project'] {
  return deleted_at === undefined ? { mediaRev: media_rev } : undefined
}
