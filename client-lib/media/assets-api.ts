export type AssetTransfer =
  /** Copied into the device's media store and hashed; `doneBytes` counts. */
  | { readonly phase: 'preparing'; readonly doneBytes: number }
  | { readonly phase: 'waiting-for-project' }
  | { readonly phase: 'uploading'; readonly sentBytes: number; readonly acceptedBytes: number }
  | { readonly phase: 'completing' }
  | { readonly phase: 'stored' }
  | { readonly phase: 'waiting'; readonly untilMs: number; readonly reason: string; readonly acceptedBytes: number }
  | { readonly phase: 'blocked'; readonly code: string; readonly detail: string }
  | { readonly phase: 'downloading'; readonly doneBytes: number }
  /** The cloud does not have it yet: the device it was added on has not finished. */
  | { readonly phase: 'missing' }

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

export interface AssetsApi {
  /**
   * Copies the file into the device's media store while hashing it, then queues the upload.
   * Settles once the bytes and the queue row are durable on this device.
   *
   * @param options.replaces an asset of the same project that the file is a changed copy of: parts that are equal at
   * the same place are copied in the cloud and not sent. Both stay; where it is not stored, all is sent.
   * @throws AssetUnreadable the file changed or went away while it was read
   * @throws StorageFull the device refused to keep it; nothing half-kept is left
   */
  add(
    projectId: string,
    file: File,
    options?: { readonly assetId?: string; readonly replaces?: string; readonly signal?: AbortSignal },
  ): Promise<AssetView>
  list(projectId: string): Promise<readonly AssetView[]>
  /**
   * The bytes, from this device, or fetched and verified first. Undefined where the cloud has not got them yet. The File
   * is read from the device's copy, for as long as that stays there: do not keep it, ask again.
   */
  open(projectId: string, assetId: string, options?: { readonly signal?: AbortSignal }): Promise<File | undefined>
  /**
   * An address to play or show the asset from now, without fetching it first: of this device's copy, else at the store,
   * whose bytes are then not verified here. Undefined where the cloud has not got them yet. To have it renewed while
   * an element plays, use `attachAsset`.
   *
   * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn | the signal's reason
   * @example
   * const address = await sync.assets.url(projectId, assetId)
   * if (address) image.src = address.url // and `address.release()` once it is shown no more
   */
  url(projectId: string, assetId: string, options?: { readonly signal?: AbortSignal }): Promise<AssetUrl | undefined>
  /**
   * Keeps the asset on this device, whatever else needs room, until told otherwise; fetches it first where it is not here.
   * @throws as `open`; it is kept all the same once it is here
   */
  keepOffline(projectId: string, assetId: string, isKept: boolean): Promise<void>
  /** Takes a blocked asset up again. */
  retry(assetId: string): Promise<void>
  subscribe(listener: (view: AssetView) => void): () => void
}
