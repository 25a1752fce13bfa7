import type { ProjectRow, ProjectSummaryRow, StoredDocument } from './project-row.ts'

export interface ProjectWrite {
  readonly userId: string
  readonly id: string
  /** The version this write was made on; 0 creates. */
  readonly baseVersion: number
  readonly mutationId: string
  readonly bodyHash: Uint8Array
  readonly name: string
  readonly document: StoredDocument
  readonly assetIds: readonly string[]
  readonly deviceName?: string
  readonly nowMs: number
}

/** `refused`: the base is not the version in force, the project is deleted, or the mutation id was used. */
export type WriteOutcome =
  | { readonly kind: 'written'; readonly row: ProjectRow }
  | { readonly kind: 'refused'; readonly current: ProjectRow | undefined }

/** Where a page of a listing ended; the index's own key, opaque but for the project's id. */
export interface ListPosition {
  readonly id: string
  readonly updatedAtMs?: number | undefined
}

export type ListSelection =
  | { readonly kind: 'live' }
  /** Tombstones too, oldest change first. */
  | { readonly kind: 'changed'; readonly fromMs: number }

export interface ProjectPage {
  readonly rows: readonly ProjectSummaryRow[]
  readonly next?: ListPosition
}

/** The projects of all users, each user's apart. */
export interface ProjectStore {
  /** One conditional write; what refused it comes back whole. */
  write(write: ProjectWrite): Promise<WriteOutcome>
  get(userId: string, id: string): Promise<ProjectRow | undefined>
  list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage>
}
