import type { ProjectPlace, VersionRow, VersionSummaryRow } from './version-row.ts'

/** Where a page of a list ended; the index's own key, opaque but for the version's id. */
export interface VersionPosition {
  readonly id: string
  readonly madeAtMs?: number | undefined
}

export interface VersionPage {
  readonly rows: readonly VersionSummaryRow[]
  readonly next?: VersionPosition
}

export interface VersionToKeep {
  readonly place: ProjectPlace
  readonly version: VersionRow
  /** Of all that was said. */
  readonly bodyHash: Uint8Array
  readonly nowMs: number
}

/** A version as it was kept, and all that was said to keep it. */
export interface KeptVersion {
  readonly version: VersionRow
  readonly bodyHash: Uint8Array
}

export type KeepOutcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'no-project' }
  /** The project has not come to this version. */
  | { readonly kind: 'no-version' }
  /** Something is kept under this name. */
  | ({ readonly kind: 'taken' } & KeptVersion)

/** The versions of projects as their owners read and add to them. What has expired is not there. */
export interface VersionStore {
  get(place: ProjectPlace, id: string, nowMs: number): Promise<VersionRow | undefined>
  /** Newest first; a page may hold fewer than `limit`. */
  list(place: ProjectPlace, limit: number, nowMs: number, after?: VersionPosition): Promise<VersionPage>
  /** What was kept under this id; undefined also for what was in force. */
  kept(place: ProjectPlace, id: string, nowMs: number): Promise<KeptVersion | undefined>
  /** Puts a version beside those of a project, live or deleted but not being purged; all or nothing. */
  keep(given: VersionToKeep): Promise<KeepOutcome>
}
