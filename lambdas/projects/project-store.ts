import type { OverQuota } from '../accounts/over-quota.ts'
import type { ProjectRow, ProjectSummaryRow, StoredAssetIds, StoredDocument } from './project-row.ts'

/** What every change of a project names, whatever it changes. */
export interface ProjectMutation {
  readonly userId: string
  readonly id: string
  /** The version this change was made on; 0 creates. */
  readonly baseVersion: number
  readonly mutationId: string
  readonly bodyHash: Uint8Array
  readonly nowMs: number
}

export interface ProjectErasure {
  readonly userId: string
  readonly id: string
  /** As it was seen; it may have been deleted, or brought back, since. A live one is counted off its user's account. */
  readonly isLive: boolean
  readonly madeByMs: number
  readonly nowMs: number
}

/** On the version of a tombstone it un-deletes. */
export interface ProjectWrite extends ProjectMutation {
  readonly name: string
  readonly document: StoredDocument
  readonly assetIds: StoredAssetIds
  readonly deviceName?: string
}

/** What a deletion made. */
export type DeletedVersion = Pick<ProjectRow, 'version' | 'updatedAtMs'>
/** What a write made. */
export type WrittenVersion = Pick<ProjectRow, 'version' | 'mediaRev' | 'updatedAtMs'>

/**
 * `refused`: the base is not the version in force, the mutation id was used, or what is to be deleted is deleted
 * already. Told before `over-quota`, so that what was made already is never that.
 */
export type WriteOutcome<Made extends DeletedVersion = WrittenVersion> =
  | { readonly kind: 'written'; readonly made: Made }
  | { readonly kind: 'refused'; readonly current: ProjectRow | undefined }
  /** What was deleted under this id is being taken away for good: it is not there, and its id not free yet. */
  | { readonly kind: 'purging' }
  | OverQuota

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

/** The projects of all users, each user's apart, and the live ones counted. What is being purged is not there. */
export interface ProjectStore {
  /** One conditional write, and one more where it un-deletes; what refused it comes back whole. */
  write(write: ProjectWrite): Promise<WriteOutcome>
  /** One conditional write that leaves a tombstone: all the row held, and when it was deleted. */
  delete(deletion: ProjectMutation): Promise<WriteOutcome<DeletedVersion>>
  /**
   * Begins to purge what is there under this id, live or deleted, if it was made by then; nothing undoes it. Tells
   * whether that is under way, now or from before. One write where it is as it was seen.
   */
  erase(erasure: ProjectErasure): Promise<boolean>
  get(userId: string, id: string): Promise<ProjectRow | undefined>
  list(userId: string, selection: ListSelection, limit: number, after?: ListPosition): Promise<ProjectPage>
}
