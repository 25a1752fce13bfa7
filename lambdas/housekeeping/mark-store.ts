import type { HeldSnapshot, SweptMedia, SweptProject } from './account-rows.ts'
import type { Mark } from './mark.ts'

/** A row as a run has read it, and the mark it is to have; undefined takes it away. */
export interface Marking<Row> {
  readonly row: Row
  readonly mark: Mark | undefined
}

/** A row that is to go for the mark that was read. */
export type Due<Row> = Row & { readonly mark: Mark }

/**
 * Marks what nothing refers to, and takes it away. Every change rests on the mark being as it was read: whoever ties
 * something to a row takes its mark off. The answers tell whether the change was made.
 */
export interface MarkStore {
  markMedia(project: SweptProject, marking: Marking<SweptMedia>): Promise<boolean>
  /** All or none, and none where the project was written, or a version of it kept, since it was read. */
  removeMedia(project: SweptProject, rows: readonly Due<SweptMedia>[]): Promise<boolean>
  markSnapshot(marking: Marking<HeldSnapshot>): Promise<boolean>
  /** Its object becomes garbage, due at once. */
  removeSnapshot(snapshot: Due<HeldSnapshot>, nowMs: number): Promise<boolean>
}

/** The most that one removal takes: a transaction holds 100 items, of which one is the project. */
export const rowsARemoval = 98
