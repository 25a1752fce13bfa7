import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import type { AccountLimits } from '../accounts/account-limits.ts'
import { countUsage, readOverQuota } from '../accounts/dynamo-account-attributes.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { afterGiven } from '../storage/dynamo-after-given.ts'
import { type Item, refusedItem } from '../storage/dynamo-refused-item.ts'
import { type TransactItem, type TransactOutcome, transact } from '../storage/dynamo-transact.ts'
import { retryContention } from '../storage/retry-contention.ts'
import { isPurging, readProject, readProjectSummary } from './dynamo-project-attributes.ts'
import { projectDeletion, projectErasure, projectUpdate } from './dynamo-project-update.ts'
import type {
  DeletedVersion,
  ListPosition,
  ListSelection,
  ProjectErasure,
  ProjectMutation,
  ProjectPage,
  ProjectStore,
  ProjectWrite,
  WriteOutcome,
} from './project-store.ts'

const byUpdatedAt = 'by_updated_at'
/** Devices may delete a project and bring it back; each round one of them wins, so a few suffice. */
const rounds = 5
const busyRetryAfterMs = 500

type Refused = Exclude<WriteOutcome, { readonly kind: 'written' }>

export interface ProjectTables {
  readonly projects: string
  readonly accounts: string
}

/** Projects in one table, a partition a user; what makes or ends a live one counts it in the user's account. */
export class DynamoProjectStore implements ProjectStore {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: ProjectTables
  readonly #limits: AccountLimits

  constructor(client: DynamoDBDocumentClient, tables: ProjectTables, limits: AccountLimits) {
    this.#client = client
    this.#tables = tables
    this.#limits = limits
  }

  async write(write: ProjectWrite): Promise<WriteOutcome> {
    if (write.baseVersion === 0) {
      const made = { version: 1, mediaRev: 0, updatedAtMs: write.nowMs }
      return (await this.#counted(write, projectUpdate(write, 'nothing'), 1)) ?? { kind: 'written', made }
    }
    const saved = await this.#save(write)
    const current = saved.kind === 'refused' ? saved.current : undefined
    // On a tombstone's version it un-deletes.
    if (current?.deletedAtMs === undefined || current.version !== write.baseVersion) return saved
    const made = { version: write.baseVersion + 1, mediaRev: current.mediaRev, updatedAtMs: write.nowMs }
    return (await this.#counted(write, projectUpdate(write, 'tombstone'), 1)) ?? { kind: 'written', made }
  }

  async delete(deletion: ProjectMutation): Promise<WriteOutcome<DeletedVersion>> {
    const made = { version: deletion.baseVersion + 1, updatedAtMs: deletion.nowMs }
    return (await this.#counted(deletion, projectDeletion(deletion), -1)) ?? { kind: 'written', made }
  }

  async erase(erasure: ProjectErasure): Promise<boolean> {
    let { isLive } = erasure
    for (let round = 0; round < rounds; round += 1) {
      const outcome = await this.#erased({ ...erasure, isLive })
      if (outcome.kind === 'written') return true
      const item = outcome.refusals[0]?.item
      if (item === undefined) return false
      const { createdAtMs, deletedAtMs } = readProjectSummary(item)
      if (createdAtMs > erasure.madeByMs) return false
      if (isPurging(item)) return true
      // It was deleted or brought back in between.
      isLive = deletedAtMs === undefined
    }
    throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
  }

  /** What is deleted already is in no count: its account's row is left to others. */
  #erased(erasure: ProjectErasure): Promise<TransactOutcome> {
    const { projects, accounts } = this.#tables
    const counted = { Update: { TableName: accounts, ...countUsage(erasure.userId, { projects: -1 }) } }
    const update = { Update: { TableName: projects, ...projectErasure(erasure) } }
    return transact(this.#client, erasure.isLive ? [update, counted] : [update])
  }

  async #save(write: ProjectWrite): Promise<WriteOutcome> {
    const update = {
      TableName: this.#tables.projects,
      ...projectUpdate(write, 'live'),
      ReturnValues: 'ALL_NEW',
    } as const
    try {
      const command = new UpdateCommand(update)
      const { Attributes } = await retryContention(() => this.#client.send(command))
      const { version, mediaRev, updatedAtMs } = readProject(Attributes ?? {})
      return { kind: 'written', made: { version, mediaRev, updatedAtMs } }
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      return refusedBy(refusedItem(error.Item))
    }
  }

  /** One transaction of a project's row and its user's account; undefined where it was made. */
  async #counted(
    { userId }: ProjectMutation,
    update: Omit<NonNullable<TransactItem['Update']>, 'TableName'>,
    projects: 1 | -1,
  ): Promise<Refused | undefined> {
    const outcome = await transact(this.#client, [
      { Update: { TableName: this.#tables.projects, ...update } },
      { Update: { TableName: this.#tables.accounts, ...countUsage(userId, { projects }, this.#limits) } },
    ])
    if (outcome.kind === 'written') return undefined
    const [project, account] = outcome.refusals
    if (project?.failed) return refusedBy(project.item)
    return readOverQuota(account?.item, { projects }, this.#limits)
  }

  async get(userId: string, id: string) {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#tables.projects, Key: { user_id: userId, id }, ConsistentRead: true }),
    )
    return Item === undefined || isPurging(Item) ? undefined : readProject(Item)
  }

  async list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage> {
    const isLive = selection.kind === 'live'
    const from = isLive ? {} : { ':from': selection.fromMs }
    const query = new QueryCommand({
      TableName: this.#tables.projects,
      IndexName: byUpdatedAt,
      ConsistentRead: true,
      KeyConditionExpression: isLive ? 'user_id = :user' : 'user_id = :user AND updated_at >= :from',
      ...(isLive ? { FilterExpression: 'attribute_not_exists(deleted_at)' } : {}),
      ExpressionAttributeValues: { ':user': userId, ...from },
      ScanIndexForward: !isLive,
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: startKey(userId, after) }),
    })
    const { Items, LastEvaluatedKey } = await afterGiven(after, () => this.#client.send(query))
    const rows = (Items ?? []).map(readProjectSummary)
    return LastEvaluatedKey === undefined ? { rows } : { rows, next: positionOf(LastEvaluatedKey) }
  }
}

function refusedBy(item: Item | undefined): Refused {
  if (item === undefined) return { kind: 'refused', current: undefined }
  return isPurging(item) ? { kind: 'purging' } : { kind: 'refused', current: readProject(item) }
}

const Position = v.object({ id: v.string(), updated_at: v.optional(v.number()) })

// Some local clouds leave the index's sort key out of the position, so it is passed on as it was given.
function positionOf(key: Item): ListPosition {
  const { id, updated_at } = v.parse(Position, key)
  return updated_at === undefined ? { id } : { id, updatedAtMs: updated_at }
}

function startKey(userId: string, { id, updatedAtMs }: ListPosition) {
  return { user_id: userId, id, ...(updatedAtMs === undefined ? {} : { updated_at: updatedAtMs }) }
}
