import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
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
} from '../../lambdas/projects/project-store.ts'
import { encodeMutation, recallMutation, slotOf } from '../../lambdas/projects/recent-mutations.ts'
import { countInMemory } from './memory-accounts.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

/** The project store's rules over a map; it passes the same suite as the DynamoDB adapter. */
export class MemoryProjectStore implements ProjectStore {
  readonly #database: MemoryDatabase
  readonly #limits: AccountLimits

  constructor(database: MemoryDatabase, limits: AccountLimits) {
    this.#database = database
    this.#limits = limits
  }

  async write(write: ProjectWrite): Promise<WriteOutcome> {
    const key = rowKey(write.userId, write.id)
    const current = this.#database.projects.get(key)
    if (this.#database.purging.has(key)) return { kind: 'purging' }
    if (!mayWrite(write, current)) return { kind: 'refused', current }
    const isNew = current === undefined || current.deletedAtMs !== undefined
    const over = isNew ? countInMemory(this.#database, write.userId, { projects: 1 }, this.#limits) : undefined
    if (over !== undefined) return over
    const row = nextRow(write, current)
    this.#database.projects.set(key, row)
    const { version, mediaRev, updatedAtMs } = row
    return { kind: 'written', made: { version, mediaRev, updatedAtMs } }
  }

  async delete(deletion: ProjectMutation): Promise<WriteOutcome<DeletedVersion>> {
    const key = rowKey(deletion.userId, deletion.id)
    const current = this.#database.projects.get(key)
    if (this.#database.purging.has(key)) return { kind: 'purging' }
    if (current === undefined || current.deletedAtMs !== undefined || !mayWrite(deletion, current)) {
      return { kind: 'refused', current }
    }
    const { nowMs } = deletion
    const row = { ...current, ...nextMutation(deletion, current), updatedAtMs: nowMs, deletedAtMs: nowMs }
    this.#database.projects.set(key, row)
    countInMemory(this.#database, deletion.userId, { projects: -1 })
    return { kind: 'written', made: { version: row.version, updatedAtMs: nowMs } }
  }

  async erase({ userId, id, madeByMs, nowMs }: ProjectErasure): Promise<boolean> {
    const key = rowKey(userId, id)
    const row = this.#database.projects.get(key)
    if (row === undefined || row.createdAtMs > madeByMs) return false
    if (this.#database.purging.has(key)) return true
    if (row.deletedAtMs === undefined) countInMemory(this.#database, userId, { projects: -1 })
    this.#database.projects.set(key, { ...row, updatedAtMs: nowMs, deletedAtMs: row.deletedAtMs ?? nowMs })
    this.#database.purging.set(key, nowMs)
    return true
  }

  async get(userId: string, id: string): Promise<ProjectRow | undefined> {
    const key = rowKey(userId, id)
    return this.#database.purging.has(key) ? undefined : this.#database.projects.get(key)
  }

  async list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage> {
    const mine = [...this.#database.projects].filter(([key]) => key.startsWith(`${userId}#`)).map(([, row]) => row)
    const selected = mine.filter((row) =>
      selection.kind === 'live' ? row.deletedAtMs === undefined : row.updatedAtMs >= selection.fromMs,
    )
    const sign = selection.kind === 'live' ? -1 : 1
    const inOrder = (a: Place, b: Place) => sign * (a.updatedAtMs - b.updatedAtMs || (a.id < b.id ? -1 : 1))
    const sorted = selected.sort(inOrder)
    const rest = after === undefined ? sorted : sorted.filter((row) => !isAt(row, after) && inOrder(row, at(after)) > 0)
    const rows = rest.slice(0, limit)
    const last = rows.at(-1)
    if (last === undefined || rest.length <= limit) return { rows }
    return { rows, next: { id: last.id, updatedAtMs: last.updatedAtMs } }
  }
}

interface Place {
  readonly id: string
  readonly updatedAtMs: number
}

function at({ id, updatedAtMs = 0 }: ListPosition): Place {
  return { id, updatedAtMs }
}

function isAt(row: Place, { id, updatedAtMs }: ListPosition): boolean {
  return row.id === id && row.updatedAtMs === updatedAtMs
}

function mayWrite(mutation: ProjectMutation, current: ProjectRow | undefined): boolean {
  if (current === undefined) return mutation.baseVersion === 0
  if (mutation.baseVersion === 0 || current.version !== mutation.baseVersion) return false
  return recallMutation(current.recentMutations, mutation.mutationId, mutation.bodyHash).kind === 'unknown'
}

function nextMutation({ baseVersion, mutationId, bodyHash }: ProjectMutation, current: ProjectRow | undefined) {
  const version = baseVersion + 1
  const slot = { [slotOf(version)]: encodeMutation(mutationId, bodyHash, version) }
  return { version, recentMutations: { ...current?.recentMutations, ...slot } }
}

function nextRow(write: ProjectWrite, current: ProjectRow | undefined): ProjectRow {
  return {
    id: write.id,
    name: write.name,
    ...nextMutation(write, current),
    mediaRev: current?.mediaRev ?? 0,
    createdAtMs: current?.createdAtMs ?? write.nowMs,
    updatedAtMs: write.nowMs,
    savedAtMs: write.nowMs,
    ...(write.deviceName === undefined ? {} : { deviceName: write.deviceName }),
    document: write.document,
    assetIds: write.assetIds,
  }
}
