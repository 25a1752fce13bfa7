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

/** A project store that tells of each version it wrote, deletions too, before it answers. */
export class ToldProjectStore implements ProjectStore {
  readonly #projects: ProjectStore
  readonly #tell: (place: ProjectPlace, row: ProjectRow) => Promise<void> | void

  constructor(projects: ProjectStore, tell: (place: ProjectPlace, row: ProjectRow) => Promise<void> | void) {
    this.#projects = projects
    this.#tell = tell
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
    if (row !== undefined) await this.#tell({ userId, projectId: id }, row)
    return outcome
  }
}
