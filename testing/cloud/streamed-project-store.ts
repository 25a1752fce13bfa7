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
import { type WriteHistoryPorts, writeHistory } from '../../lambdas/versions/write-history.ts'

/** A project store whose versions are in the history once they are written, as the deployed stream does it a little later. */
export class StreamedProjectStore implements ProjectStore {
  readonly #projects: ProjectStore
  readonly #ports: WriteHistoryPorts

  constructor(projects: ProjectStore, ports: WriteHistoryPorts) {
    this.#projects = projects
    this.#ports = ports
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

  async #told<Made extends DeletedVersion>(
    { userId, id }: ProjectMutation,
    outcome: WriteOutcome<Made>,
  ): Promise<WriteOutcome<Made>> {
    const row = outcome.kind === 'written' ? await this.#projects.get(userId, id) : undefined
    if (row === undefined) return outcome
    const record = { kind: 'version', sequenceNumber: '1', place: { userId, projectId: id }, row } as const
    const [failed] = await writeHistory(this.#ports, [record])
    if (failed !== undefined) throw failed.cause
    return outcome
  }
}
