import { type DynamoDBDocumentClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import { garbagePrefix, readGarbage } from '../garbage/dynamo-garbage-attributes.ts'
import { mediaKey } from '../media/dynamo-media-attributes.ts'
import { snapshotPrefix } from '../snapshots/dynamo-snapshot-ledger.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { projectKey, readVersionSummary } from '../versions/dynamo-version-attributes.ts'
import type { ProjectPlace } from '../versions/version-row.ts'
import type { AccountRows, Holdings, SweptMedia, SweptProject, SweptVersion } from './account-rows.ts'
import {
  projectAttributes,
  readHeldAsset,
  readHeldSnapshot,
  readSweptMedia,
  readSweptProject,
  readSweptVersion,
} from './dynamo-swept-attributes.ts'
import type { HousekeepingTables } from './housekeeping-tables.ts'

type Query = Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'> &
  Partial<QueryCommandInput>

const SortKey = v.object({ checksum: v.string() })

/** An account's rows over its partitions of four tables. */
export class DynamoAccountRows implements AccountRows {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: HousekeepingTables

  constructor(client: DynamoDBDocumentClient, tables: HousekeepingTables) {
    this.#client = client
    this.#tables = tables
  }

  async holdings(userId: string): Promise<Holdings> {
    const items = await this.#query(this.#tables.storedAssets, ofUser(userId))
    const [garbage, snapshots, assets] = [garbagePrefix, snapshotPrefix, ''].map((prefix) =>
      items.filter((item) => prefixOf(item) === prefix),
    )
    return {
      assets: (assets ?? []).map(readHeldAsset),
      snapshots: (snapshots ?? []).map(readHeldSnapshot),
      garbage: (garbage ?? []).map(readGarbage),
    }
  }

  async projects(userId: string): Promise<readonly SweptProject[]> {
    const names = Object.fromEntries(projectAttributes.map((name, index) => [`#n${index}`, name]))
    const items = await this.#query(this.#tables.projects, {
      ...ofUser(userId),
      ProjectionExpression: Object.keys(names).join(', '),
      ExpressionAttributeNames: names,
    })
    return items.map(readSweptProject)
  }

  async versions(place: ProjectPlace, nowMs: number): Promise<readonly SweptVersion[]> {
    const items = await this.#query(this.#tables.projectVersions, {
      ...ofProject(projectKey(place)),
      // Without the documents; the rest is what a version is read by.
      ProjectionExpression: '#version, kept, #name, made_at, expires_at, #snapshot, asset_ids, asset_list',
      ExpressionAttributeNames: { '#version': 'version', '#name': 'name', '#snapshot': 'snapshot' },
    })
    // The store takes expired rows away some time later.
    return items.filter((item) => readVersionSummary(item).expiresAtMs > nowMs).map(readSweptVersion)
  }

  async media({ userId, projectId }: ProjectPlace): Promise<readonly SweptMedia[]> {
    const { project_key } = mediaKey(userId, projectId, '')
    return (await this.#query(this.#tables.projectMedia, ofProject(project_key))).map(readSweptMedia)
  }

  async #query(TableName: string, query: Query): Promise<readonly Item[]> {
    const items: Item[] = []
    const pages = paginateQuery({ client: this.#client }, { TableName, ConsistentRead: true, ...query })
    for await (const { Items = [] } of pages) items.push(...Items)
    return items
  }
}

function ofUser(userId: string) {
  return { KeyConditionExpression: 'user_id = :user', ExpressionAttributeValues: { ':user': userId } }
}

function ofProject(key: string) {
  return { KeyConditionExpression: 'project_key = :project', ExpressionAttributeValues: { ':project': key } }
}

/** No identity of an asset holds a `#`. */
function prefixOf(item: Item): string {
  const { checksum } = v.parse(SortKey, item)
  return checksum.slice(0, checksum.indexOf('#') + 1)
}
