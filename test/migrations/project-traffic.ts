import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { raiseMediaRev } from '../../lambdas/media/dynamo-ledger-writes.ts'
import { deleteProject } from '../../lambdas/projects/delete-project.ts'
import { DynamoProjectStore } from '../../lambdas/projects/dynamo-project-store.ts'
import type { ProjectPorts } from '../../lambdas/projects/project-ports.ts'
import { putProject } from '../../lambdas/projects/put-project.ts'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import { noLimits } from '../server/no-limits.ts'
import { projectBody } from '../suites/project-fixture.ts'

export type Write = 'put' | 'delete' | 'media-arrived' | 'put-by-old-release'

export interface ProjectKey {
  readonly user_id: string
  readonly id: string
}

const noMeter = { add: () => undefined }

/** What users do with their projects meanwhile, one write after the other, and what each row then was acknowledged to be. */
export class ProjectTraffic {
  /** By key; without what a migration may touch. */
  readonly acknowledged = new Map<string, Item>()
  /** By key: when the last save was made. */
  readonly savedAt = new Map<string, number>()
  readonly #client: DynamoDBDocumentClient
  readonly #table: string
  readonly #ports: Omit<ProjectPorts, 'clock'>
  #last: Promise<void> = Promise.resolve()
  #nowMs = Date.UTC(2026, 5, 1)
  #writes = 0

  constructor(client: DynamoDBDocumentClient, table: string, ports: Omit<ProjectPorts, 'clock'>) {
    this.#client = client
    this.#table = table
    this.#ports = {
      ...ports,
      projects: new DynamoProjectStore(client, { projects: table, accounts: 'Accounts' }, noLimits),
    }
  }

  get writes(): number {
    return this.#writes
  }

  write(key: ProjectKey, kind: Write): Promise<void> {
    const done = this.#last.then(() => this.#make(key, kind))
    this.#last = done.catch(() => undefined)
    return done
  }

  /** A row as the release before has left it. */
  async leaveOldRow(key: ProjectKey): Promise<void> {
    await this.write(key, 'put')
    const { saved_at, ...row } = await this.#row(key)
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...row, schema_version: 1 } }))
    this.savedAt.set(textOf(key), saved_at as number)
  }

  async #make(key: ProjectKey, kind: Write): Promise<void> {
    const row = await this.#row(key)
    const baseVersion = Number(row.version ?? 0)
    this.#nowMs += 1000
    this.#writes += 1
    const nowMs = this.#nowMs
    const ports = { ...this.#ports, meter: noMeter, clock: { nowMs: () => nowMs } }
    const mutationId = `m${this.#writes}`
    // What is deleted is brought back.
    if (kind === 'put' || (kind === 'delete' && row.deleted_at !== undefined)) {
      await putProject(ports, key.user_id, key.id, projectBody({ baseVersion, mutationId, name: mutationId }))
      this.savedAt.set(textOf(key), nowMs)
    } else if (kind === 'delete') await deleteProject(ports, key.user_id, key.id, { baseVersion, mutationId })
    else await this.#client.send(new UpdateCommand({ TableName: this.#table, ...this.#raw(key, kind, nowMs, row) }))
    const { schema_version, saved_at, ...acknowledged } = await this.#row(key)
    this.acknowledged.set(textOf(key), acknowledged)
  }

  #raw(key: ProjectKey, kind: Write, nowMs: number, row: Item) {
    if (kind === 'media-arrived') return raiseMediaRev(key.user_id, key.id, nowMs, 'attribute_exists(id)')
    // What the release before did on each save, as far as it matters here: it knew of no `saved_at`.
    this.savedAt.set(textOf(key), nowMs)
    return {
      Key: key,
      UpdateExpression: 'SET #name = :name, #version = #version + :one, updated_at = :now, schema_version = :one',
      ConditionExpression: '#version = :base',
      ExpressionAttributeNames: { '#name': 'name', '#version': 'version' },
      ExpressionAttributeValues: { ':name': `old ${nowMs}`, ':one': 1, ':now': nowMs, ':base': row.version },
    }
  }

  async #row(key: ProjectKey): Promise<Item> {
    const { Item = {} } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { ...key }, ConsistentRead: true }),
    )
    return Item
  }
}

export function textOf({ user_id, id }: ProjectKey): string {
  return `${user_id}/${id}`
}
