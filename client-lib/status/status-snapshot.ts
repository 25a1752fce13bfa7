/** Where the user's newest edit is safe. */
export type Durability = 'unsaved' | 'on-this-device' | 'in-the-cloud'

/** What the sync is doing about it. */
export type Activity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'syncing' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly reason: string }
  | { readonly kind: 'needs-auth' }
  | { readonly kind: 'conflict'; readonly conflictId: string }
  /**
   * It waits for the user; `detail` says for what. `code` is one of the API's (`ErrorCode`), or `app-store-failed`,
   * `content-lost`, `document-unreadable`, `other-account`, `store-refused`, or a file's as in `AssetTransfer`.
   */
  | { readonly kind: 'blocked'; readonly code: string; readonly detail: string }
  | { readonly kind: 'storage-degraded'; readonly detail: string }

/** The same of one project. */
export interface ProjectStatus {
  readonly durability: Durability
  readonly activity: Activity
  /** Edits of other tabs that one was saved over without having seen them: `projects.overlaid` has them. */
  readonly overlaid?: number
  /** Edits that are nowhere any more: `diagnostics` names them, until `acknowledgeLosses`. */
  readonly lost?: number
}

/** All uploads since none was open last, so that a share of them only grows. */
export interface UploadTotals {
  /** Not whole in the cloud yet. */
  readonly open: number
  readonly totalBytes: number
  readonly sentBytes: number
  /** Never goes down while uploads are open, but where one is cancelled. */
  readonly acceptedBytes: number
  /** Smoothed over some ten seconds; 0 while nothing is on the wire, and in tabs that do not send. */
  readonly bytesPerSecond: number
  readonly remainingMs: number | undefined
}

/** One immutable snapshot; equal states are the same object. */
export interface StatusSnapshot {
  /** The worst of all projects and assets. */
  readonly durability: Durability
  readonly activity: Activity
  /** Whether the last request was answered; `navigator.onLine` is not asked. */
  readonly reachable: boolean
  /** Something ends, or waits, if this tab is closed now: an edit or a file is not on the device, or is just being sent from here. */
  readonly keepTabOpen: boolean
  /** The browser promises nothing, and may delete what is stored and not used for long: work that only this device has. */
  readonly mayBeEvicted: boolean
  readonly projects: Readonly<Record<string, ProjectStatus>>
  readonly uploads: UploadTotals
}

/** Where the user's work is: `sync.status`. */
export interface StatusApi extends AsyncIterable<StatusSnapshot> {
  /** What is now. */
  get(): StatusSnapshot
  /**
   * Calls back with each new state; what is now, `get` tells. Returns the unsubscribe.
   *
   * @example
   * const { activity } = useSyncExternalStore(sync.status.subscribe, sync.status.get) // in React
   */
  subscribe(listener: (snapshot: StatusSnapshot) => void): () => void
  /**
   * What is now, then each newest state: `for await (const { activity } of sync.status)`. Who is slower than the
   * changes is told the last of them. Ends when the sync is closed.
   */
  [Symbol.asyncIterator](): AsyncIterator<StatusSnapshot, undefined>
}
