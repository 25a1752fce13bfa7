import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type {
  DeletedVersion,
  ListPosition,
  ListSelection,
  ProjectMutation,
  ProjectPage,
  ProjectStore,
  ProjectWrite,
  WriteOutcome,
} from '../../lambdas/projects/project-store.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import { type WriteHistoryPorts, writeHistory } from '../../lambdas/versions/write-history.ts'

/** A version on its way into the history. */
interface Told {
  readonly place: ProjectPlace
  readonly row: ProjectRow
  readonly dueMs: number
}

/** A project store whose versions come into the history hours later, in order, as a stream in trouble brings them. */
export class LaggingStream implements ProjectStore {
  readonly #projects: ProjectStore
  readonly #ports: WriteHistoryPorts
  readonly #lagMs: () => number
  #underWay: Told[] = []

  constructor(projects: ProjectStore, ports: WriteHistoryPorts, lagMs: () => number) {
    this.#projects = projects
    this.#ports = ports
    this.#lagMs = lagMs
  }

  async write(write: ProjectWrite): Promise<WriteOutcome> {
    return this.#told(write, await this.#projects.write(write))
  }

  async delete(deletion: ProjectMutation): Promise<WriteOutcome<DeletedVersion>> {
    return this.#told(deletion, await this.#projects.delete(deletion))
  }

  erase(...named: Parameters<ProjectStore['erase']>): Promise<boolean> {
    return this.#projects.erase(...named)
  }

  get(userId: string, id: string): Promise<ProjectRow | undefined> {
    return this.#projects.get(userId, id)
  }

  list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage> {
    return this.#projects.list(userId, selection, limit, after)
  }

  /** Versions that the history does not have yet. */
  underWay({ userId, projectId }: ProjectPlace): readonly ProjectRow[] {
    const mine = this.#underWay.filter(({ place }) => place.userId === userId && place.projectId === projectId)
    return mine.map(({ row }) => row)
  }

  /** Brings what is due. */
  async bring(): Promise<void> {
    const nowMs = this.#ports.clock.nowMs()
    const due = this.#underWay.filter(({ dueMs }) => dueMs <= nowMs)
    for (const { place, row } of due) {
      const [failed] = await writeHistory(this.#ports, [{ kind: 'version', sequenceNumber: '1', place, row }])
      if (failed !== undefined) throw failed.cause
    }
    this.#underWay = this.#underWay.filter((told) => !due.includes(told))
  }

  async #told<Made extends DeletedVersion>(
    { userId, id }: ProjectMutation,
    outcome: WriteOutcome<Made>,
  ): Promise<WriteOutcome<Made>> {
    const row = outcome.kind === 'written' ? await this.#projects.get(userId, id) : undefined
    if (row === undefined) return outcome
    const place = { userId, projectId: id }
    // In order: none of a project comes before an earlier one.
    const before = this.#underWay.filter((told) => told.place.userId === userId && told.place.projectId === id)
    const dueMs = Math.max(this.#ports.clock.nowMs() + this.#lagMs(), ...before.map((told) => told.dueMs))
    this.#underWay.push({ place, row, dueMs })
    return outcome
  }
}
