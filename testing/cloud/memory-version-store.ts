import { sortKeyOf } from '../../lambdas/versions/version-id.ts'
import type { ProjectPlace, VersionRow } from '../../lambdas/versions/version-row.ts'
import type {
  KeepOutcome,
  KeptVersion,
  VersionPage,
  VersionPosition,
  VersionStore,
  VersionToKeep,
} from '../../lambdas/versions/version-store.ts'
import { type MemoryDatabase, raise, rowKey } from './memory-database.ts'

/** The version store's rules over a map; it passes the same suite as the DynamoDB adapter. */
export class MemoryVersionStore implements VersionStore {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async get({ userId, projectId }: ProjectPlace, id: string, nowMs: number): Promise<VersionRow | undefined> {
    const row = this.#database.versions.get(rowKey(userId, projectId, id))?.row
    return row !== undefined && row.expiresAtMs > nowMs ? row : undefined
  }

  async list(
    { userId, projectId }: ProjectPlace,
    limit: number,
    nowMs: number,
    after?: VersionPosition,
  ): Promise<VersionPage> {
    const mine = [...this.#database.versions.values()]
      .filter(({ place }) => place.userId === userId && place.projectId === projectId)
      .map(({ row }) => row)
      .sort(newestFirst)
    const from = after === undefined ? 0 : mine.findIndex((row) => newestFirst(row, at(after)) > 0)
    const rest = from === -1 ? [] : mine.slice(from)
    const page = rest.slice(0, limit)
    const rows = page.filter(({ expiresAtMs }) => expiresAtMs > nowMs)
    const last = page.at(-1)
    if (last === undefined || rest.length <= limit) return { rows }
    return { rows, next: { id: last.id, madeAtMs: last.madeAtMs } }
  }

  async kept({ userId, projectId }: ProjectPlace, id: string, nowMs: number): Promise<KeptVersion | undefined> {
    const found = this.#database.versions.get(rowKey(userId, projectId, id))
    if (found?.bodyHash === undefined || found.row.expiresAtMs <= nowMs) return undefined
    return { version: found.row, bodyHash: found.bodyHash }
  }

  async keep({ place, version, bodyHash, nowMs }: VersionToKeep): Promise<KeepOutcome> {
    const projectKey = rowKey(place.userId, place.projectId)
    const project = this.#database.projects.get(projectKey)
    if (project === undefined || this.#database.purging.has(projectKey)) return { kind: 'no-project' }
    if (project.version < version.version) return { kind: 'no-version' }
    const key = rowKey(place.userId, place.projectId, version.id)
    const taken = this.#database.versions.get(key)
    if (taken?.bodyHash !== undefined && taken.row.expiresAtMs > nowMs) {
      return { kind: 'taken', version: taken.row, bodyHash: taken.bodyHash }
    }
    this.#database.versions.set(key, { place, row: version, bodyHash })
    raise(this.#database.keptRevs, projectKey)
    return { kind: 'kept' }
  }
}

type Place = Pick<VersionRow, 'id' | 'madeAtMs'>

function at({ id, madeAtMs = 0 }: VersionPosition): Place {
  return { id, madeAtMs }
}

function newestFirst(a: Place, b: Place): number {
  return b.madeAtMs - a.madeAtMs || (sortKeyOf(a.id) < sortKeyOf(b.id) ? 1 : -1)
}
