import type { VersionSummary } from '#contract/versions.ts'
import type { StoredAssetIds, StoredDocument } from '../projects/project-row.ts'

/** Whose history: one user's, of one project. */
export interface ProjectPlace {
  readonly userId: string
  readonly projectId: string
}

/** What a list shows of a version. */
export interface VersionSummaryRow {
  /** As the contract's `VersionId`. */
  readonly id: string
  readonly version: number
  readonly kept: VersionSummary['kept']
  readonly label?: string
  readonly name: string
  readonly deviceName?: string
  readonly madeAtMs: number
  /** When the project was deleted, where this version is that deletion. */
  readonly deletedAtMs?: number
  readonly expiresAtMs: number
}

/** Whole, with what it needs to be restored: its assets count as referred to while it is kept. */
export interface VersionRow extends VersionSummaryRow {
  readonly document: StoredDocument
  readonly assetIds: StoredAssetIds
}
