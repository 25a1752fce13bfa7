import type { ListedPart } from '../storage/asset-store.ts'

/** What copying came to for the parts of one window. */
export interface CopyWindow {
  readonly copied: readonly ListedPart[]
  /** Equal to the base's, but more than one request copies. */
  readonly laterParts: readonly number[]
}

export const nothingCopied: CopyWindow = { copied: [], laterParts: [] }
