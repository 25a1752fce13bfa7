import type { History } from '../../lambdas/versions/history.ts'
import type { ProjectPlace, VersionRow, VersionSummaryRow } from '../../lambdas/versions/version-row.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

/** The history's rules over a map; it passes the same suite as the DynamoDB adapter. */
export class MemoryHistory implements History {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async add(place: ProjectPlace, row: VersionRow): Promise<void> {
    const key = rowKey(place.userId, place.projectId, row.id)
    const there = this.#database.versions.get(key)
    if (there !== undefined && there.row.madeAtMs >= row.madeAtMs) return
    this.#database.versions.set(key, { place, row })
  }

  async madeBefore({ userId, projectId }: ProjectPlace, beforeMs: number): Promise<readonly VersionSummaryRow[]> {
    const mine = [...this.#database.versions.values()].filter(
      ({ place }) => place.userId === userId && place.projectId === projectId,
    )
    return mine.map(({ row }) => row).filter(({ madeAtMs }) => madeAtMs < beforeMs)
  }

  async drop({ userId, projectId }: ProjectPlace, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#database.versions.delete(rowKey(userId, projectId, id))
  }
}
