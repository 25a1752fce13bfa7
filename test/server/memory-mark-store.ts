import type { HeldSnapshot, SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import type { Mark } from '../../lambdas/housekeeping/mark.ts'
import type { Due, Marking, MarkStore } from '../../lambdas/housekeeping/mark-store.ts'
import { type MemoryDatabase, rowKey } from '../../testing/cloud/memory-database.ts'
import { isAsSeen } from './memory-tombstones.ts'

/** Marks over maps; they pass the same suite as the DynamoDB adapter. */
export class MemoryMarkStore implements MarkStore {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async markMedia({ place }: SweptProject, { row, mark }: Marking<SweptMedia>): Promise<boolean> {
    const key = rowKey(place.userId, place.projectId, row.assetId)
    return this.#database.media.has(key) && this.#mark(key, row.mark, mark)
  }

  async removeMedia(project: SweptProject, rows: readonly Due<SweptMedia>[]): Promise<boolean> {
    const { userId, projectId } = project.place
    const keys = rows.map(({ assetId }) => rowKey(userId, projectId, assetId))
    const areAsMarked = rows.every(({ mark }, index) => this.#isMarked(keys[index] ?? '', mark))
    if (!areAsMarked || !isAsSeen(this.#database, project)) return false
    for (const key of keys) {
      this.#database.media.delete(key)
      this.#database.marks.delete(key)
    }
    return true
  }

  async markSnapshot({ row, mark }: Marking<HeldSnapshot>): Promise<boolean> {
    const key = rowKey(row.userId, row.id)
    return this.#database.snapshots.has(key) && this.#mark(key, row.mark, mark)
  }

  async removeSnapshot(snapshot: Due<HeldSnapshot>, nowMs: number): Promise<boolean> {
    const { userId, id, storageKey, sizeBytes, mark } = snapshot
    const key = rowKey(userId, id)
    if (!this.#isMarked(key, mark)) return false
    this.#database.snapshots.delete(key)
    this.#database.marks.delete(key)
    this.#database.garbage.set(rowKey(userId, storageKey), { userId, storageKey, sizeBytes, dueAtMs: nowMs })
    return true
  }

  #mark(key: string, was: Mark | undefined, mark: Mark | undefined): boolean {
    if (!this.#isMarked(key, was)) return false
    if (mark === undefined) this.#database.marks.delete(key)
    else this.#database.marks.set(key, mark)
    return true
  }

  #isMarked(key: string, mark: Mark | undefined): boolean {
    return this.#database.marks.get(key)?.seenMs === mark?.seenMs
  }
}
