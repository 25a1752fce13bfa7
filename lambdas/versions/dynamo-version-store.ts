import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import { isPurging } from '../projects/dynamo-project-attributes.ts'
import { afterGiven } from '../storage/dynamo-after-given.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { transact } from '../storage/dynamo-transact.ts'
import {
  byMadeAt,
  projectKey,
  readVersion,
  readVersionSummary,
  versionItem,
  versionKey,
} from './dynamo-version-attributes.ts'
import { idOfSortKey } from './version-id.ts'
import type { ProjectPlace, VersionRow } from './version-row.ts'
import type {
  KeepOutcome,
  KeptVersion,
  VersionPage,
  VersionPosition,
  VersionStore,
  VersionToKeep,
} from './version-store.ts'

export interface VersionTables {
  readonly projects: string
  readonly projectVersions: string
}

const Position = v.object({ version: v.string(), made_at: v.optional(v.number()) })
const Hash = v.object({ body_hash: v.instance(Uint8Array) })

/** Versions in one table, a partition a project; what is kept rests on the project's row. */
export class DynamoVersionStore implements VersionStore {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: VersionTables

  constructor(client: DynamoDBDocumentClient, tables: VersionTables) {
    this.#client = client
    this.#tables = tables
  }

  async get(place: ProjectPlace, id: string, nowMs: number): Promise<VersionRow | undefined> {
    return (await this.#read(place, id, nowMs))?.version
  }

  async kept(place: ProjectPlace, id: string, nowMs: number): Promise<KeptVersion | undefined> {
    const found = await this.#read(place, id, nowMs)
    return found === undefined || found.version.kept === 'history' ? undefined : keptVersion(found.item)
  }

  async #read(place: ProjectPlace, id: string, nowMs: number) {
    const Key = versionKey(place, id)
    const { Item: item } = await this.#client.send(
      new GetCommand({ TableName: this.#tables.projectVersions, Key, ConsistentRead: true }),
    )
    if (item === undefined) return undefined
    const version = readVersion(item)
    // The store takes expired rows away some time later.
    return version.expiresAtMs > nowMs ? { item, version } : undefined
  }

  async list(place: ProjectPlace, limit: number, nowMs: number, after?: VersionPosition): Promise<VersionPage> {
    const query = new QueryCommand({
      TableName: this.#tables.projectVersions,
      IndexName: byMadeAt,
      ConsistentRead: true,
      KeyConditionExpression: 'project_key = :project',
      FilterExpression: 'expires_at > :now',
      ExpressionAttributeValues: { ':project': projectKey(place), ':now': nowMs / 1000 },
      ScanIndexForward: false,
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: startKey(place, after) }),
    })
    const { Items, LastEvaluatedKey } = await afterGiven(after, () => this.#client.send(query))
    const rows = (Items ?? []).map(readVersionSummary)
    return LastEvaluatedKey === undefined ? { rows } : { rows, next: positionOf(LastEvaluatedKey) }
  }

  async keep({ place, version, bodyHash, nowMs }: VersionToKeep): Promise<KeepOutcome> {
    const { projects, projectVersions } = this.#tables
    const all = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
    const outcome = await transact(this.#client, [
      {
        Update: {
          ...{ TableName: projects, Key: { user_id: place.userId, id: place.projectId } },
          // Whoever takes away what no version refers to must find that one more does.
          UpdateExpression: 'ADD kept_rev :one',
          ConditionExpression: '#version >= :version AND attribute_not_exists(purging_at)',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version.version, ':one': 1 },
          ...all,
        },
      },
      {
        Put: {
          TableName: projectVersions,
          Item: { ...versionItem(place, version), body_hash: bodyHash },
          ConditionExpression: 'attribute_not_exists(project_key) OR expires_at <= :now',
          ExpressionAttributeValues: { ':now': nowMs / 1000 },
          ...all,
        },
      },
    ])
    if (outcome.kind === 'written') return { kind: 'kept' }
    const [project, taken] = outcome.refusals
    if (project?.failed) {
      return { kind: project.item === undefined || isPurging(project.item) ? 'no-project' : 'no-version' }
    }
    return { kind: 'taken', ...keptVersion(taken?.item ?? {}) }
  }
}

function keptVersion(item: Item): KeptVersion {
  return { version: readVersion(item), bodyHash: v.parse(Hash, item).body_hash }
}

// Some local clouds leave the index's sort key out of the position, so it is passed on as it was given.
function positionOf(key: Item): VersionPosition {
  const { version, made_at } = v.parse(Position, key)
  const id = idOfSortKey(version)
  return made_at === undefined ? { id } : { id, madeAtMs: made_at }
}

function startKey(place: ProjectPlace, { id, madeAtMs }: VersionPosition) {
  return { ...versionKey(place, id), ...(madeAtMs === undefined ? {} : { made_at: madeAtMs }) }
}
