import type { ProjectPlace, VersionRow, VersionSummaryRow } from './version-row.ts'

/** The versions of projects as the function `history` keeps them. */
export interface History {
  /** Puts a version where there is none, or only one of an earlier project of the same id; else changes nothing. */
  add(place: ProjectPlace, version: VersionRow): Promise<void>
  /** Those made before; it may miss what was added just now. */
  madeBefore(place: ProjectPlace, beforeMs: number): Promise<readonly VersionSummaryRow[]>
  /** May leave some for a next time. */
  drop(place: ProjectPlace, ids: readonly string[]): Promise<void>
}
