import type { RetryPort, Tries } from '../retry/retries.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'

/** Something that the user made and that is, or may be, nowhere any more. */
export type Loss =
  /**
   * An edit of a project is not on this device any more, and no other place has it: the browser deleted it (`evicted`),
   * or it is damaged. Named until it is saved again, or `acknowledgeLosses`. `savedAtMs`: where that is known.
   */
  | {
      readonly kind: 'content-lost'
      readonly projectId: string
      readonly savedAtMs?: number
      readonly code: 'evicted' | 'unreadable'
    }
  /** A row of the device's store was damaged; what is left of it is kept. */
  | { readonly kind: 'row-unreadable'; readonly table: string; readonly key: string; readonly reason: string }
  /** A file whose bytes are gone or changed before the cloud had them. */
  | { readonly kind: 'file-lost'; readonly projectId: string; readonly assetId: string; readonly code: string }

export interface LaneReport {
  readonly projectId: string
  readonly version: number
  readonly deletedElsewhere: boolean
  readonly state: string
  readonly detail?: unknown
  readonly overlaid: number
}

export interface FileReport {
  readonly projectId: string
  readonly assetId: string
  readonly sizeBytes: number
  readonly state: string
  readonly detail?: string
}

/** A support bundle: states and ids, no names, documents, tokens or signed addresses. */
export interface Diagnostics {
  readonly madeAtMs: number
  readonly contractVersion: number
  readonly databaseVersion: number
  readonly signedIn: boolean
  readonly status: StatusSnapshot
  readonly tab: { readonly epoch: number | null; readonly hasLocks: boolean }
  readonly persistent: boolean | null
  /** False where the browser keeps nothing, and this tab's memory stands in. */
  readonly durable: boolean
  readonly lanes: readonly LaneReport[]
  readonly files: readonly FileReport[]
  /** Why the device's store could not be read, where it could not: then lanes and files are what was last known. */
  readonly storageTrouble: string | null
  readonly losses: readonly Loss[]
  /** What this tab has asked of the cloud since it was opened: retries that fail keep a budget. */
  readonly tries: Readonly<Record<RetryPort, Tries>>
}
