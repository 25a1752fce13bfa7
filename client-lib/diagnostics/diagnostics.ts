import type { RetryPort, Tries } from '../retry/retries.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'

/** Something that the user made and that is, or may be, nowhere any more. */
export type Loss =
  /** The newest edit of a project cannot be read on this device, and no other place has it. */
  | { readonly kind: 'content-lost'; readonly projectId: string; readonly savedAtMs: number }
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
  readonly lanes: readonly LaneReport[]
  readonly files: readonly FileReport[]
  /** Why the device's store could not be read, where it could not: then lanes and files are what was last known. */
  readonly storageTrouble: string | null
  readonly losses: readonly Loss[]
  /** What this tab has asked of the cloud since it was opened: retries that fail keep a budget. */
  readonly tries: Readonly<Record<RetryPort, Tries>>
}
