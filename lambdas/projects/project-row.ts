import type { InlineDocument } from '#contract/projects.ts'

/** A document as it is kept: always gzip, and how it was given, so that it comes back byte for byte. */
export interface StoredDocument {
  readonly encoding: InlineDocument['encoding']
  readonly gzip: Uint8Array
}

/** What a listing shows of a project. */
export interface ProjectSummaryRow {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly mediaRev: number
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly deletedAtMs?: number
  readonly deviceName?: string
}

export interface ProjectRow extends ProjectSummaryRow {
  readonly document: StoredDocument
  readonly assetIds: readonly string[]
  /** The last 32 writes, by slot. */
  readonly recentMutations: Readonly<Record<string, Uint8Array>>
}
