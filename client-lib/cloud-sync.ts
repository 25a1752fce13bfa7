import type { Usage } from './account/usage.ts'
import type { ConflictsApi } from './conflicts/conflicts-api.ts'
import type { HostStore, ProjectEdit } from './host/host-store.ts'
import type { AssetsApi } from './media/assets-api.ts'
import type { StatusApi } from './status/status-snapshot.ts'

/** A bearer token for the API, or null while nobody is signed in. `refresh` asks for one newer than the last. */
export type TokenSource = (options: { refresh: boolean }) => Promise<string | null>

export interface CloudSyncOptions {
  /** Where the API is, without `/api`; `''` is the page's own origin. */
  readonly apiUrl: string
  readonly getToken: TokenSource
  /** Names whose local state this is; it keys the device's database. The stable subject of the signed-in user. */
  readonly account: string
  /** The app's own store. Without one, use `projects.save` and `projects.open`, which keep documents here. */
  readonly host?: HostStore
  /** Shown to the user beside the other side of a conflict. */
  readonly deviceName?: string
}

export interface ProjectListing {
  readonly id: string
  readonly name: string
  /** 0 while the cloud has not acknowledged a first version. */
  readonly version: number
  readonly updatedAtMs: number
  readonly onThisDevice: boolean
}

export interface ProjectsApi {
  /** What the cloud last listed and what this device has, merged; works offline. */
  list(): Promise<readonly ProjectListing[]>
  /** Loads the local copy; where there is none, fetches the cloud's and applies it first. */
  open(projectId: string): Promise<ProjectEdit>
  /** For apps without a store: keeps the document here, then queues it, in one transaction. */
  save(edit: ProjectEdit): Promise<void>
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
  /** Ends every wait at once: the button beside "retrying in 40 s". */
  retryNow(): void
  /** Stops sending until `resume`; saving and queueing go on. Persisted. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Idempotent; leaves no timer, listener, lock or connection. The queue stays on the device. */
  close(): Promise<void>
}
