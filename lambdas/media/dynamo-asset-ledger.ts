import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, TransactGetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Refusal, transact } from '../storage/dynamo-transact.ts'
import { retryContention } from '../storage/retry-contention.ts'
import type { AssetIdentity } from './asset-identity.ts'
import type { AssetClaim, AssetLedger, AttachOutcome, ExpectedAsset, LedgerView, OpenOutcome } from './asset-ledger.ts'
import { assetKey, readAsset } from './dynamo-asset-attributes.ts'
import { ledgerGets, readView } from './dynamo-ledger-view.ts'
import {
  claimMedia,
  openAsset,
  pinAsset,
  projectIsLive,
  raiseMediaRev,
  storeAsset,
  storeMedia,
} from './dynamo-ledger-writes.ts'
import { readMedia } from './dynamo-media-attributes.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { StoredAsset, UploadSession, Waiter } from './stored-asset.ts'

/** A transaction takes 100 items: one asset, and for each waiter its row and its project. */
const waitersATransaction = 49

/** The ledger over three tables; each change is one transaction across them. */
export class DynamoAssetLedger implements AssetLedger {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: LedgerTables

  constructor(client: DynamoDBDocumentClient, tables: LedgerTables) {
    this.#client = client
    this.#tables = tables
  }

  async attach(claim: AssetClaim): Promise<AttachOutcome> {
    const { projects, projectMedia, storedAssets } = this.#tables
    const outcome = await transact(this.#client, [
      { Update: { TableName: storedAssets, ...pinAsset(claim) } },
      { Update: { TableName: projectMedia, ...claimMedia(claim, 'stored') } },
      { Update: { TableName: projects, ...raiseMediaRev(claim.userId, claim.projectId, claim.nowMs, projectIsLive) } },
    ])
    return outcome.kind === 'written' ? { kind: 'stored' } : judgeAttach(claim, outcome.refusals)
  }

  async open(claim: AssetClaim, session: UploadSession, expected: ExpectedAsset): Promise<OpenOutcome> {
    const { projects, projectMedia, storedAssets } = this.#tables
    const Key = { user_id: claim.userId, id: claim.projectId }
    const outcome = await transact(this.#client, [
      { Update: { TableName: storedAssets, ...openAsset(claim, session, expected) } },
      { Update: { TableName: projectMedia, ...claimMedia(claim, 'uploading') } },
      { ConditionCheck: { TableName: projects, Key, ConditionExpression: projectIsLive } },
    ])
    if (outcome.kind === 'written') return { kind: 'opened' }
    const [asset, media, project] = outcome.refusals
    if (project?.failed) return { kind: 'project-missing' }
    // What cannot be read is of a newer release: no answer that the caller would believe.
    if (asset?.item !== undefined) readAsset(asset.item)
    if (media?.item !== undefined) readMedia(media.item)
    return media?.failed ? { kind: 'asset-mismatch' } : { kind: 'overtaken' }
  }

  async view(userId: string, waiter: Waiter, identity?: AssetIdentity): Promise<LedgerView> {
    const command = new TransactGetCommand({ TransactItems: ledgerGets(this.#tables, userId, waiter, identity) })
    const { Responses } = await retryContention(() => this.#client.send(command))
    return readView(Responses ?? [])
  }

  async get(userId: string, identity: AssetIdentity): Promise<StoredAsset | undefined> {
    const Key = assetKey(userId, identity)
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#tables.storedAssets, Key, ConsistentRead: true }),
    )
    return Item === undefined ? undefined : readAsset(Item)
  }

  async settle(asset: StoredAsset, nowMs: number): Promise<void> {
    // Those who wait beyond the first transaction stay on the asset's row, so a crash between leaves nobody untold.
    for (let at = 0; at < asset.waiting.length; at += waitersATransaction) {
      await this.#tell(asset, asset.waiting.slice(at, at + waitersATransaction), nowMs)
    }
  }

  async #tell(asset: StoredAsset, waiters: readonly Waiter[], nowMs: number): Promise<void> {
    const { projects, projectMedia, storedAssets } = this.#tables
    const projectIds = [...new Set(waiters.map(({ projectId }) => projectId))]
    await transact(this.#client, [
      { Update: { TableName: storedAssets, ...storeAsset(asset, waiters, nowMs) } },
      ...waiters.map((waiter) => ({ Update: { TableName: projectMedia, ...storeMedia(asset, waiter, nowMs) } })),
      ...projectIds.map((id) => ({
        Update: { TableName: projects, ...raiseMediaRev(asset.userId, id, nowMs, 'attribute_exists(id)') },
      })),
    ])
  }

  async abandon(asset: StoredAsset, nowMs: number): Promise<void> {
    const command = new UpdateCommand({
      TableName: this.#tables.storedAssets,
      Key: assetKey(asset.userId, asset),
      UpdateExpression: 'SET #state = :abandoned, updated_at = :now',
      ConditionExpression: 'upload_id = :upload AND #state = :uploading',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':abandoned': 'abandoned',
        ':now': nowMs,
        ':upload': asset.session.uploadId,
        ':uploading': 'uploading',
      },
    })
    try {
      await retryContention(() => this.#client.send(command))
    } catch (error) {
      // Someone else has given this session up, or replaced it.
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  }
}

function judgeAttach(claim: AssetClaim, [asset, media, project]: readonly Refusal[]): AttachOutcome {
  if (project?.failed) return { kind: 'project-missing' }
  const item = media?.item === undefined ? undefined : readMedia(media.item)
  if (item !== undefined && (item.checksum !== claim.checksum || item.partRule !== claim.partRule)) {
    return { kind: 'asset-mismatch' }
  }
  if (!asset?.failed) return { kind: 'stored' }
  const there = asset.item === undefined ? undefined : readAsset(asset.item)
  // One checksum with two sizes: one of the two claims is not what its bytes are.
  if (there !== undefined && there.sizeBytes !== claim.sizeBytes) return { kind: 'asset-mismatch' }
  return { kind: 'not-stored', asset: there }
}
