import type { EraseWish } from './account/erase-account.ts'
import type { Usage } from './account/usage.ts'
import type { ConflictsApi } from './conflicts/conflicts-api.ts'
import type { ElementId } from './conflicts/merge/element-ids.ts'
import type { Diagnostics } from './diagnostics/diagnostics.ts'
import type { SelfTestFinding } from './diagnostics/self-test.ts'
import type { HostStore, ProjectEdit } from './host/host-store.ts'
import type { AssetsApi } from './media/assets-api.ts'
import type { StatusApi } from './status/status-snapshot.ts'

/** A bearer token for the API, or null while nobody is signed in. `refresh` asks for one newer than the last. */
export type TokenSource = (options: { refresh: boolean }) => Promise<string | null>

export interface CloudSyncOptions {
  /** Where the API is, without `/api`; `''` is the page's own origin. */
  readonly apiUrl: string
  readonly getToken: TokenSource
  /**
   * Names whose local state this is; it keys the device's database. The stable subject of the signed-in user, or null
   * while nobody is signed in: work is kept then, nothing is sent, and the account that signs in first takes it over.
   */
  readonly account: string | null
  /** The app's own store. Without one, use `projects.save` and `projects.open`, which keep documents here. */
  readonly host?: HostStore
  /** Shown to the user beside the other side of a conflict. */
  readonly deviceName?: string
  /**
   * Answers a conflict by itself where both sides have a `proposal`: nothing that one changed was changed otherwise by
   * the other. Without it every conflict is a question.
   */
  readonly mergeConflicts?: 'when-nothing-overlaps'
  /** Tells the elements of an array in the document apart, for the proposal; without it, by their member `id`. */
  readonly elementId?: ElementId
  /**
   * How many bytes of media this device keeps at most, 0 and above; without it, half of what the browser says that it
   * grants. To make room for what is added or fetched, media that the cloud has leave the device, least recently used
   * first; a browser that refuses storage is obeyed the same way. What the cloud has not, what an edit or a conflict
   * that is not settled may need, what a project took off its list in the last 30 days of use, and what is kept by
   * `assets.keepOffline` stays, also where that is more. Without Web Locks nothing leaves.
   */
  readonly mediaBudgetBytes?: number
}

export interface ProjectListing {
  readonly id: string
  readonly name: string
  /** 0 while the cloud has not acknowledged a first version, and where the project was deleted elsewhere since. */
  readonly version: number
  readonly updatedAtMs: number
  readonly onThisDevice: boolean
}

export interface OverlaidEdit {
  readonly savedAtMs: number
  readonly edit: ProjectEdit
}

export interface ProjectsApi {
  /** What the cloud last listed and what this device has, merged; works offline. */
  list(): Promise<readonly ProjectListing[]>
  /** Loads the local copy; where there is none, fetches the cloud's and applies it first. */
  open(projectId: string): Promise<ProjectEdit>
  /** For apps without a store: keeps the document here, then queues it, in one transaction. */
  save(edit: ProjectEdit): Promise<void>
  /**
   * Edits made here that a save in another tab took the place of, though it had not seen them: kept until
   * `dropOverlaid`. A project's status counts them. A tab has seen what it saved last, or got from `open`.
   */
  overlaid(projectId: string): Promise<readonly OverlaidEdit[]>
  dropOverlaid(projectId: string): Promise<void>
  /** Calls back when the list or an opened project changed from afar. Returns the unsubscribe. */
  subscribe(listener: (change: { readonly projectId: string; readonly from: 'cloud' }) => void): () => void
}

/** The whole of what an app holds. `createCloudSync` makes one. */
export interface CloudSync {
  /**
   * Wraps the app's own save: the local save runs first and alone decides the result;
   * then the edit is queued. A cloud failure never reaches the caller.
   */
  afterSave<T>(localSave: (edit: ProjectEdit) => Promise<T>): (edit: ProjectEdit) => Promise<T>
  readonly projects: ProjectsApi
  readonly assets: AssetsApi
  readonly status: StatusApi
  readonly conflicts: ConflictsApi
  /**
   * What the account has in the cloud, and may have, as of the last write that was answered. Asks once, and needs the
   * cloud: nothing of it is kept on the device.
   *
   * @throws ApiFailure the server's refusal, with its code
   * @throws NetworkFailed no answer came
   * @throws UnexpectedReply an answer that is none of the API's
   * @throws NotSignedIn nobody is, or somebody else
   * @throws SyncClosed
   * @example
   * const { storedBytes } = await sync.usage()
   * const isFull = storedBytes.limit !== 'none' && storedBytes.used >= storedBytes.limit
   */
  usage(): Promise<Usage>
  /**
   * Has everything of the account's in the cloud erased that is there now: from then on no device reaches it, and by
   * `goneByMs` (ms since the epoch, at most three days on) rows and bytes are gone, but for the backups that the
   * stage keeps. Sending is paused before, for good, so that this device brings nothing back; what devices hold stays
   * with them. The user's account itself is the app's, or its user pool's, to close.
   *
   * @param wish the words that confirm it
   * @throws as `usage`; where it throws, some may be gone already: call it again
   * @example
   * await sync.eraseAccount({ confirm: 'erase everything of mine' })
   */
  eraseAccount(wish: EraseWish): Promise<{ readonly goneByMs: number }>
  /** Ends every wait at once: the button beside "retrying in 40 s". */
  retryNow(): void
  /** Stops sending until `resume`; saving and queueing go on. Persisted. */
  pause(): Promise<void>
  resume(): Promise<void>
  /**
   * A support bundle: what is where, and every loss that the client knows of. It holds ids and states, no names or
   * documents of the user, no token and no signed address.
   */
  diagnostics(): Promise<Diagnostics>
  /** Tries what the sync rests on; empty where all is well. Each finding has a code and says what helps. */
  selfTest(): Promise<readonly SelfTestFinding[]>
  /**
   * Takes everything of this account out of this browser, and closes the sync in every tab. An app's own store is its own
   * to clear. What the cloud has stays there.
   * @throws UnsyncedWork names what the cloud does not have, and nothing is removed, unless `evenUnsynced`
   */
  removeFromDevice(options: { readonly evenUnsynced: boolean }): Promise<void>
  /** Idempotent; leaves no timer, listener, lock or connection. The queue stays on the device. */
  close(): Promise<void>
}
