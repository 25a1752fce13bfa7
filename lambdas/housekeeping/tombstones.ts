import type { ProjectPlace } from '../versions/version-row.ts'
import type { SweptMedia, SweptProject } from './account-rows.ts'

/** Takes deleted projects away for good, step by step. */
export interface Tombstones {
  /** From then on the project is not there for anybody. Not where it was written, or a version of it kept, since it was read: then false. */
  begin(project: SweptProject, nowMs: number): Promise<boolean>
  /** All of them. */
  dropStored(place: ProjectPlace, rows: readonly SweptMedia[]): Promise<void>
  /** Its history, whatever of it has not expired yet. */
  dropVersions(place: ProjectPlace): Promise<void>
  /** The project's row itself, once nothing is left of it. */
  end(place: ProjectPlace): Promise<void>
}
