import type { InlineDocument } from '#contract/projects.ts'
import type { KeptObject } from '../snapshots/kept-object.ts'

/** A document as it is kept, and how it was given, so that it comes back byte for byte. */
export type StoredDocument = { readonly encoding: InlineDocument['encoding'] } & (
  | { readonly kind: 'inline'; readonly gzip: Uint8Array }
  | { readonly kind: 'snapshot'; readonly object: KeptObject }
)

/** The ids of a project's assets as they are kept: in its row, or past `mostInlineIds` in an object of their own. */
export type StoredAssetIds =
  | { readonly kind: 'inline'; readonly ids: readonly string[] }
  | { readonly kind: 'object'; readonly object: KeptObject }

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
  /** When the version in force was saved; `updatedAtMs` is also raised by media that arrive. */
  readonly savedAtMs: number
  readonly assetIds: StoredAssetIds
  /** The last 32 writes, by slot. */
  readonly recentMutations: Readonly<Record<string, Uint8Array>>
}
