import type { ConflictRow, OpenConflictRow } from './conflict-row.ts'

/** The questions that are open, by project: each has one at most. */
export function openByProject(rows: readonly ConflictRow[]): ReadonlyMap<string, OpenConflictRow> {
  return new Map(rows.flatMap((row) => (row.state === 'open' ? [[row.projectId, row]] : [])))
}
