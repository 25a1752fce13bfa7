import type { ConflictMerge } from './conflicts/conflict-merge.ts'
import type { ConflictsApi } from './conflicts/conflicts-api.ts'
import type { HostStore, ProjectEdit } from './host/host-store.ts'
import type { AssetsApi } from './media/assets-api.ts'
import type { UploadPolicy } from './media/uploads/upload-policy.ts'
import type { FilesInPlace } from './media-store/in-place/files-in-place.ts'
import type { StatusApi } from './status/status-snapshot.ts'

/** A bearer token for the API, or null while nobody is signed in. `refresh` asks for one newer than the last. */
export type TokenSource = (options: { refresh: boolean }) => Promise<string | null>

/** What an app says of itself; the first three are needed. */
export interface CloudSyncOptions {
  /** Where the API is, without `/api`; `''` is the page's own origin. */
  readonly apiUrl: string
  /** Asked before each request: `amplifyTokenSource()`, or an app's own. */
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
  /** Makes a `proposal` of a conflict's two sides: `threeWayMerge()`, or an app's own. Without it there is none. */
  readonly merge?: ConflictMerge
  /**
   * How many bytes of media this device keeps at most, 0 and above; without it, half of what the browser says that it
   * grants. To make room for what is added or fetched, media that the cloud has leave the device, least recently used
   * first; a browser that refuses storage is obeyed the same way. What the cloud has not, what an edit or a conflict
   * that is not settled may need, what a project took off its list in the last 30 days of use, and what is kept by
   * `assets.keepOffline` stays, also where that is more. Without Web Locks nothing leaves.
   */
  readonly mediaBudgetBytes?: number
  /** `filesInPlace()`: a file that is added by its handle stays where it is. Without it every file is copied. */
  readonly inPlace?: FilesInPlace
  /** Which upload goes first, and when none may; without it, the one with the least left, at any time. */
  readonly uploadPolicy?: UploadPolicy
}

/** One project in the list that an app shows. */
export interface ProjectListing {
  readonly id: string
  readonly name: string
  /** 0 while the cloud has not acknowledged a first version, and where the project was deleted elsewhere since. */
  readonly version: number
  readonly updatedAtMs: number
  /** Whether it opens offline. */
  readonly onThisDevice: boolean
}

/** An edit that another tab saved over without having seen it. */
export interface OverlaidEdit {
  /** Names it to `dropOverlaid`. */
  readonly overlaidId: string
  readonly savedAtMs: number
  readonly edit: ProjectEdit
}

/** The account's projects: `sync.projects`. */
export interface ProjectsApi {
  /** What the cloud last listed and what this device has, merged; works offline. */
  list(): Promise<readonly ProjectListing[]>
  /**
   * Loads the local copy; where there is none, fetches the cloud's and applies it first.
   *
   * @throws ApiFailure with the code `project-not-found`, where neither has it | NetworkFailed | NotSignedIn | SyncClosed
   * @throws TypeError there is no id, as for `delete` and `overlaid`
   * @throws ProjectNotOpened it is being deleted here, or the app's store took it and does not have it
   */
  open(projectId: string): Promise<ProjectEdit>
  /**
   * For apps without a store: keeps the document here, then queues it, in one transaction.
   *
   * @throws InvalidEdit | StorageFull | StorageUnavailable | SyncClosed
   * @throws TypeError the sync has a `host`: save there, by `afterSave`
   */
  save(edit: ProjectEdit): Promise<void>
  /**
   * Deletes a project, everywhere: kept and sent as an edit is, offline too, behind what is unsent of it. At once it is
   * listed no more; once the cloud has the deletion, the copy of each device goes by `HostStore.remove`, or as the sync's own.
   * To undo it, save the project: within a day that brings it back without a question. For 30 days, or what the stage
   * says, the history has all of it. A version that another device made, and nobody has seen here, is not deleted: it
   * comes to this device instead. What cannot reach the cloud first, as while nobody is signed in, goes for good.
   * Files that the cloud does not have stay on this device: `assets.cancel(assetId, { keepBytes: false })` is for them.
   *
   * @throws DeletionRefused a conflict of it is open, or the app's store keeps what cannot reach the cloud
   * @throws HostFailed | StorageFull | StorageUnavailable | SyncClosed
   * @example
   * await sync.projects.delete(id)
   */
  delete(projectId: string): Promise<void>
  /**
   * Edits made here that a save in another tab took the place of, though it had not seen them: each is kept until
   * `dropOverlaid`. A project's status counts them. A tab has seen what it saved last, or got from `open`.
   */
  overlaid(projectId: string): Promise<readonly OverlaidEdit[]>
  /** The user has seen the edit, and it is not needed any more. */
  dropOverlaid(projectId: string, overlaidId: string): Promise<void>
  /**
   * Calls back when the list or an opened project changed from afar: for each project by itself, and thousands may come
   * at once, as when the list is first read. What this device saved, in this tab or another, is told only as the cloud
   * lists it, up to a minute later: after a save of your own list again, and let your tabs tell each other of theirs.
   * Returns the unsubscribe.
   */
  subscribe(listener: (change: { readonly projectId: string; readonly from: 'cloud' }) => void): () => void
}

/** The sync of documents alone. `createProjectSync` makes one. */
export interface ProjectSync {
  /**
   * Wraps the app's own save: the local save runs first and alone decides the result;
   * then the edit is queued. A cloud failure never reaches the caller.
   */
  afterSave<T>(localSave: (edit: ProjectEdit) => Promise<T>): (edit: ProjectEdit) => Promise<T>
  readonly projects: ProjectsApi
  readonly status: StatusApi
  readonly conflicts: ConflictsApi
  /** Ends every wait at once: the button beside "retrying in 40 s". */
  retryNow(): void
  /** Stops sending until `resume`; saving and queueing go on. Persisted. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Idempotent; leaves no timer, listener, lock or connection. The queue stays on the device. */
  close(): Promise<void>
}

/** The whole of what an app holds: documents, and the media that they refer to. `createCloudSync` makes one. */
export interface CloudSync extends ProjectSync {
  readonly assets: AssetsApi
}
