import { type DynamoDBDocumentClient, GetCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb'
import type { AccountLimits } from '../accounts/account-limits.ts'
import { countUsage } from '../accounts/dynamo-account-attributes.ts'
import { putGarbage } from '../garbage/dynamo-garbage-attributes.ts'
import { garbageOfUpload } from '../garbage/garbage-of-upload.ts'
import { transact } from '../storage/dynamo-transact.ts'
import { retryContention } from '../storage/retry-contention.ts'
import type { AssetIdentity } from './asset-identity.ts'
import type {
  AssetClaim,
  AssetLedger,
  AttachOutcome,
  CancelOutcome,
  ExpectedAsset,
  LedgerView,
  OpenOutcome,
  SeenUpload,
} from './asset-ledger.ts'
import { assetKey, readAsset } from './dynamo-asset-attributes.ts'
import { judgeAttach, judgeOpen } from './dynamo-ledger-refusals.ts'
import { ledgerGets, readView } from './dynamo-ledger-view.ts'
import {
  abandonAsset,
  claimMedia,
  openAsset,
  pinAsset,
  projectIsLive,
  raiseMediaRev,
  storeAsset,
  storeMedia,
} from './dynamo-ledger-writes.ts'
import { dropMedia, leaveAsset, markMedia } from './dynamo-removal-writes.ts'
import type { LedgerTables } from './ledger-tables.ts'
import { isReplaced, openingUsage } from './opening-usage.ts'
import type { StoredAsset, UploadSession, Waiter } from './stored-asset.ts'
import { withoutWaiter } from './without-waiter.ts'

/**
 * A transaction takes 100 items and 4 MB of them: one asset, up to 400 KB of those who wait, and for each that is told
 * a row and a project, the largest of which has 164 KB.
 */
const waitersATransaction = 20

/** The ledger over four tables; each change is one transaction across them. */
export class DynamoAssetLedger implements AssetLedger {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: LedgerTables
  readonly #limits: AccountLimits

  constructor(client: DynamoDBDocumentClient, tables: LedgerTables, limits: AccountLimits) {
    this.#client = client
    this.#tables = tables
    this.#limits = limits
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
    const { projects, projectMedia, storedAssets, accounts } = this.#tables
    const { userId, nowMs } = claim
    const Key = { user_id: userId, id: claim.projectId }
    const change = openingUsage(claim, session, expected)
    const counted = change === undefined ? [] : [countUsage(userId, change, this.#limits)]
    const replaced = isReplaced(session, expected) ? [putGarbage(garbageOfUpload(expected, nowMs))] : []
    const outcome = await transact(this.#client, [
      { Update: { TableName: storedAssets, ...openAsset(claim, session, expected) } },
      { Update: { TableName: projectMedia, ...claimMedia(claim, 'uploading') } },
      { ConditionCheck: { TableName: projects, Key, ConditionExpression: projectIsLive } },
      ...counted.map((count) => ({ Update: { TableName: accounts, ...count } })),
      ...replaced.map((garbage) => ({ Put: { TableName: storedAssets, ...garbage } })),
    ])
    return outcome.kind === 'written' ? { kind: 'opened' } : judgeOpen(change, this.#limits, outcome.refusals)
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
      const from = at === 0 && asset.state === 'uploading' ? 'uploading' : 'stored'
      await this.#tell(asset, from, asset.waiting.slice(at, at + waitersATransaction), nowMs)
    }
  }

  async #tell(
    asset: StoredAsset,
    from: 'uploading' | 'stored',
    waiters: readonly Waiter[],
    nowMs: number,
  ): Promise<void> {
    const { projects, projectMedia, storedAssets, accounts } = this.#tables
    const projectIds = [...new Set(waiters.map(({ projectId }) => projectId))]
    const ended = from === 'uploading' ? [countUsage(asset.userId, { openUploads: -1 })] : []
    await transact(this.#client, [
      { Update: { TableName: storedAssets, ...storeAsset(asset, from, waiters, nowMs) } },
      ...waiters.map((waiter) => ({ Update: { TableName: projectMedia, ...storeMedia(asset, waiter, nowMs) } })),
      ...projectIds.map((id) => ({
        Update: { TableName: projects, ...raiseMediaRev(asset.userId, id, nowMs, 'attribute_exists(id)') },
      })),
      ...ended.map((count) => ({ Update: { TableName: accounts, ...count } })),
    ])
  }

  async abandon(asset: StoredAsset, nowMs: number): Promise<void> {
    const { storedAssets, accounts } = this.#tables
    // Refused where someone else has given this session up, or replaced it.
    await transact(this.#client, [
      { Update: { TableName: storedAssets, ...abandonAsset(asset, nowMs) } },
      { Put: { TableName: storedAssets, ...putGarbage(garbageOfUpload(asset, nowMs)) } },
      { Update: { TableName: accounts, ...countUsage(asset.userId, { openUploads: -1 }) } },
    ])
  }

  async cancel(userId: string, waiter: Waiter, { item, asset }: SeenUpload, nowMs: number): Promise<CancelOutcome> {
    const { projectMedia, storedAssets } = this.#tables
    const kind = withoutWaiter(asset, waiter)
    const garbage = asset !== undefined && kind === 'ends' ? garbageOfUpload(asset, nowMs) : undefined
    const outcome = await transact(this.#client, [
      { Delete: { TableName: projectMedia, ...dropMedia(userId, waiter, item) } },
      ...(asset === undefined ? [] : leaveAsset(this.#tables, asset, waiter, kind)),
      ...(garbage === undefined ? [] : [{ Put: { TableName: storedAssets, ...putGarbage(garbage) } }]),
    ])
    return outcome.kind === 'written' ? { kind: 'cancelled', garbage } : { kind: 'overtaken' }
  }

  async detach(userId: string, waiter: Waiter, nowMs: number): Promise<boolean> {
    const { projectMedia } = this.#tables
    const mark = { Update: { TableName: projectMedia, ...markMedia(userId, waiter, nowMs) } }
    return (await transact(this.#client, [mark])).kind === 'written'
  }
}
