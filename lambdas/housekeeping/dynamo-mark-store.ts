import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { putGarbage } from '../garbage/dynamo-garbage-attributes.ts'
import { mediaKey } from '../media/dynamo-media-attributes.ts'
import { snapshotRowKey } from '../snapshots/dynamo-snapshot-ledger.ts'
import { transact } from '../storage/dynamo-transact.ts'
import { retryContention } from '../storage/retry-contention.ts'
import type { HeldSnapshot, SweptMedia, SweptProject } from './account-rows.ts'
import { hasMark, writeMark } from './dynamo-row-mark.ts'
import { asSeen } from './dynamo-seen-project.ts'
import type { HousekeepingTables } from './housekeeping-tables.ts'
import type { Due, Marking, MarkStore } from './mark-store.ts'

/** Marks in the rows themselves. */
export class DynamoMarkStore implements MarkStore {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: HousekeepingTables

  constructor(client: DynamoDBDocumentClient, tables: HousekeepingTables) {
    this.#client = client
    this.#tables = tables
  }

  markMedia({ place: { userId, projectId } }: SweptProject, { row, mark }: Marking<SweptMedia>): Promise<boolean> {
    return this.#update({
      TableName: this.#tables.projectMedia,
      Key: mediaKey(userId, projectId, row.assetId),
      ...writeMark(row.mark, mark, 'attribute_exists(asset_id)'),
    })
  }

  async removeMedia(project: SweptProject, rows: readonly Due<SweptMedia>[]): Promise<boolean> {
    const { userId, projectId } = project.place
    const { projects, projectMedia } = this.#tables
    const outcome = await transact(this.#client, [
      { ConditionCheck: { TableName: projects, ...asSeen(project) } },
      ...rows.map(({ assetId, mark }) => ({
        Delete: { TableName: projectMedia, Key: mediaKey(userId, projectId, assetId), ...hasMark(mark) },
      })),
    ])
    return outcome.kind === 'written'
  }

  markSnapshot({ row, mark }: Marking<HeldSnapshot>): Promise<boolean> {
    return this.#update({
      TableName: this.#tables.storedAssets,
      Key: snapshotRowKey(row.userId, row.id),
      ...writeMark(row.mark, mark, 'attribute_exists(checksum)'),
    })
  }

  async removeSnapshot(snapshot: Due<HeldSnapshot>, nowMs: number): Promise<boolean> {
    const { userId, id, storageKey, sizeBytes, mark } = snapshot
    const TableName = this.#tables.storedAssets
    const outcome = await transact(this.#client, [
      { Delete: { TableName, Key: snapshotRowKey(userId, id), ...hasMark(mark) } },
      { Put: { TableName, ...putGarbage({ userId, storageKey, sizeBytes, dueAtMs: nowMs }) } },
    ])
    return outcome.kind === 'written'
  }

  async #update(update: UpdateCommandInput): Promise<boolean> {
    try {
      await retryContention(() => this.#client.send(new UpdateCommand(update)))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }
}
