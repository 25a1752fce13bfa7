import type { FileHandle } from '../media-store/in-place/file-handle.ts'

/** What is being done about an asset's bytes; `stored`: nothing is left to do. */
export type AssetTransfer =
  /** Copied into the device's media store and hashed; `doneBytes` counts. */
  | { readonly phase: 'preparing'; readonly doneBytes: number }
  /** Its project is not in the cloud: not saved yet, still on its way, or deleted there. Until it is, no time changes that. */
  | { readonly phase: 'waiting-for-project' }
  /** Other files go first. */
  | { readonly phase: 'queued'; readonly acceptedBytes: number }
  /** The app's `uploadPolicy` says to send nothing now; until a time, where it named one. */
  | { readonly phase: 'held'; readonly reason: string; readonly untilMs?: number; readonly acceptedBytes: number }
  | UploadProgress
  | { readonly phase: 'completing' }
  | { readonly phase: 'stored' }
  | { readonly phase: 'waiting'; readonly untilMs: number; readonly reason: string; readonly acceptedBytes: number }
  /**
   * It waits for the user; `detail` says for what. `code` is one of the API's (`ErrorCode`), or `needs-auth`,
   * `store-refused`, `local-bytes-missing` and `local-bytes-changed`, where the file is to be added again, or
   * `file-permission-needed`, where `retry` in a click asks for leave to read it.
   */
  | { readonly phase: 'blocked'; readonly code: string; readonly detail: string; readonly acceptedBytes: number }
  /** The user's word: `resume` takes it up. */
  | { readonly phase: 'paused'; readonly acceptedBytes: number }
  /** The cloud is being told. */
  | { readonly phase: 'cancelling' }
  /** It is not sent: the bytes are on this device alone, unless they were to go too. */
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'downloading'; readonly doneBytes: number }
  /** The cloud does not have it yet, as the device it was added on has not finished, or no more. */
  | { readonly phase: 'missing' }

/** How far an upload is. `accepted` never goes down, also where something has to be sent again. */
export interface UploadProgress {
  readonly phase: 'uploading'
  /** Handed to the network, what is accepted included; goes down where a part has to be sent again. */
  readonly sentBytes: number
  /** The store has said that it has them. */
  readonly acceptedBytes: number
  readonly acceptedParts: number
  readonly partsOnTheWire: number
  readonly partCount: number
  /** Smoothed over some ten seconds; 0 while it is not known, and in tabs that do not send. */
  readonly bytesPerSecond: number
  /** Until all is sent, at that speed. */
  readonly remainingMs: number | undefined
}

/** One asset, as the app shows it. */
export interface AssetView {
  readonly assetId: string
  readonly projectId: string
  readonly fileName: string
  readonly mime: string
  readonly sizeBytes: number
  /** The bytes are in this device's media store. */
  readonly onThisDevice: boolean
  /** The cloud has verified and kept the bytes. */
  readonly inTheCloud: boolean
  /** By `keepOffline`. */
  readonly isKeptOffline: boolean
  readonly transfer: AssetTransfer
}

/**
 * Where an asset can be played or shown at once. Whoever has a `cloud` address has the bytes: it is for a `src`, and
 * for no log.
 */
export type AssetUrl =
  | {
      /** An object URL of this device's copy, good until `release`. */
      readonly from: 'device'
      readonly url: string
      release(): void
    }
  | {
      /** A signed address at the store, which answers ranges: an element plays and seeks before all is fetched. */
      readonly from: 'cloud'
      readonly url: string
      /** By the server's clock, in ms since the epoch: the store refuses what is asked for later. */
      readonly expiresAtMs: number
      release(): void
    }

/** The files that projects refer to: `sync.assets`. */
export interface AssetsApi {
  /**
   * Copies the file into the device's media store while hashing it, then queues the upload.
   * Settles once the bytes and the queue row are durable on this device. A file of which the handle is given stays where
   * it is, and is hashed alone: see `filesInPlace`. It is sent once its project is saved: until then it waits for that,
   * as `waiting-for-project`, and the status says that it is on this device alone.
   *
   * @param options.replaces an asset of the same project that the file is a changed copy of: parts that are equal at
   * the same place are copied in the cloud and not sent. Both stay; where it is not stored, all is sent.
   * @throws AssetUnreadable the file changed or went away while it was read
   * @throws StorageFull the device refused to keep it; nothing half-kept is left
   * @throws TypeError for what is no File (of a Blob make one), such as a folder's handle, and for a handle, where the sync was made without `inPlace`
   * @throws InvalidEdit an id that no server would take
   * @throws AssetIdTaken the id is of other bytes
   * @throws SyncClosed it was closed before the file was kept
   * @throws AbortError it was cancelled without its bytes | the signal's reason
   */
  add(
    projectId: string,
    file: File | FileHandle,
    options?: { readonly assetId?: string; readonly replaces?: string; readonly signal?: AbortSignal },
  ): Promise<AssetView>
  /** The files of a project, those of other devices too; works offline. */
  list(projectId: string): Promise<readonly AssetView[]>
  /**
   * The bytes, from this device, or fetched and verified first. Undefined where the cloud has not got them yet. The File
   * is read from the device's copy, for as long as that stays there: do not keep it, ask again.
   *
   * @throws FilePermissionNeeded of a file that stays where it is
   * @throws AssetDamaged | DownloadRefused | StorageFull | ApiFailure | NetworkFailed | NotSignedIn | SyncClosed while it is fetched
   * @throws the signal's reason
   * @example
   * const clip = await sync.assets.open(projectId, assetId) // undefined: ask again when `subscribe` tells that it came
   */
  open(projectId: string, assetId: string, options?: { readonly signal?: AbortSignal }): Promise<File | undefined>
  /**
   * An address to play or show the asset from now, without fetching it first: of this device's copy, else, also where
   * that cannot be read now, at the store, whose bytes are then not verified here. Undefined where the cloud has not got
   * them yet. To have it renewed while an element plays, use `attachAsset`.
   *
   * @throws FilePermissionNeeded | StorageUnavailable | DOMException of a copy that cannot be read, where the cloud has none
   * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn | SyncClosed | the signal's reason
   * @example
   * const address = await sync.assets.url(projectId, assetId)
   * if (address) image.src = address.url // and `address.release()` once it is shown no more
   */
  url(projectId: string, assetId: string, options?: { readonly signal?: AbortSignal }): Promise<AssetUrl | undefined>
  /**
   * Keeps the asset on this device, whatever else needs room, until told otherwise; fetches it first where it is not here.
   * What is cut short goes on at the next start, and what the browser deletes is fetched anew.
   * @throws as `open`; it is kept all the same once it is here
   */
  keepOffline(projectId: string, assetId: string, isKept: boolean): Promise<void>
  /** Takes a blocked asset up again. In a user's gesture: it may ask for leave to read a file that stays where it is. */
  retry(assetId: string): Promise<void>
  /**
   * Stops sending an asset, or all of them, until `resume`; what is on the wire ends at once and is sent again then.
   * Kept on the device: it holds in every tab and after a restart. Without an id files added later are paused too.
   * Of an asset that this tab is still copying it settles once that has ended, and nothing is sent then.
   *
   * @throws StorageFull | StorageUnavailable
   */
  pause(assetId?: string): Promise<void>
  /** Takes a paused or cancelled asset up again; without an id, ends the pause of all, and not that of one. */
  resume(assetId?: string): Promise<void>
  /**
   * Takes an unfinished upload off the cloud, now or when it can be reached. The project goes on to list the asset, and
   * other devices find it missing: to take it off the project is the app's. The bytes stay here, and `open` gives them.
   * What is stored already stays stored. What this tab is still copying is copied to its end, and not sent.
   *
   * @param options.keepBytes false: they go from this device too, once the cloud has been told; a copying ends at once
   * @throws StorageFull | StorageUnavailable
   * @example
   * await sync.assets.cancel(assetId) // sync.assets.resume(assetId) sends it after all
   */
  cancel(assetId: string, options?: { readonly keepBytes?: boolean }): Promise<void>
  /**
   * Calls back with each asset that changed; of what other devices add, in projects whose files you have listed. Returns
   * the unsubscribe.
   */
  subscribe(listener: (view: AssetView) => void): () => void
}
