import type { ProjectRow } from '../projects/project-row.ts'
import type { ProjectPlace } from './version-row.ts'

/** What one record of the projects table's stream says. */
export type StreamedRecord = { readonly sequenceNumber: string } & (
  | { readonly kind: 'version'; readonly place: ProjectPlace; readonly row: ProjectRow }
  /** No new version: media that arrived, a row rewritten at rest, a row that was taken away. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly cause: unknown }
)
