import type { SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import type { Tombstones } from '../../lambdas/housekeeping/tombstones.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import { type MemoryDatabase, rowKey } from '../../testing/cloud/memory-database.ts'

/** The steps of a purge over maps; they pass the same suite as the DynamoDB adapter. */
export class MemoryTombstones implements Tombstones {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async begin(project: SweptProject, nowMs: number): Promise<boolean> {
    const key = rowKey(project.place.userId, project.place.projectId)
    const isDeleted = this.#database.projects.get(key)?.deletedAtMs !== undefined
    if (!isDeleted || !isAsSeen(this.#database, project)) return false
    this.#database.purging.set(key, nowMs)
    return true
  }

  async dropStored({ userId, projectId }: ProjectPlace, rows: readonly SweptMedia[]): Promise<void> {
    for (const { assetId } of rows) {
      const key = rowKey(userId, projectId, assetId)
      this.#database.media.delete(key)
      this.#database.marks.delete(key)
    }
  }

  async dropVersions({ userId, projectId }: ProjectPlace): Promise<void> {
    const { versions } = this.#database
    for (const key of [...versions.keys()]) if (key.startsWith(`${userId}#${projectId}#`)) versions.delete(key)
  }

  async end({ userId, projectId }: ProjectPlace): Promise<void> {
    const key = rowKey(userId, projectId)
    if (!this.#database.purging.has(key)) return
    for (const rows of [this.#database.projects, this.#database.purging, this.#database.keptRevs]) rows.delete(key)
  }
}

/** That a project is as it was read, and so are those of its versions that were kept by hand. */
export function isAsSeen({ projects, keptRevs }: MemoryDatabase, { place, version, keptRev }: SweptProject): boolean {
  const key = rowKey(place.userId, place.projectId)
  return projects.get(key)?.version === version && keptRevs.get(key) === keptRev
}
