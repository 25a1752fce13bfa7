export type AssetTransfer =
  /** Copied into the device's media store and hashed; `doneBytes` counts. */
  | { readonly phase: 'preparing'; readonly doneBytes: number }
  | { readonly phase: 'waiting-for-project' }
  /** Other files go first. */
  | { readonly phase: 'queued'; readonly acceptedBytes: number }
  /** The app's `uploadPolicy` says to send nothing now; until a time, where it named one. */
  | { readonly phase: 'held'; readonly reason: string; readonly untilMs?: number; readonly acceptedBytes: number }
  | { readonly phase: 'uploading'; readonly sentBytes: number; readonly acceptedBytes: number }
  | { readonly phase: 'completing' }
  | { readonly phase: 'stored' }
  | { readonly phase: 'waiting'; readonly untilMs: number; readonly reason: string; readonly acceptedBytes: number }
  | { readonly phase: 'blocked'; readonly code: string; readonly detail: string; readonly acceptedBytes: number }
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
  readonly transfer: AssetTransfer
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
  /** The bytes, from this device, or fetched and verified first. Undefined where the cloud has not got them yet. */
  open(projectId: string, assetId: string, options?: { readonly signal?: AbortSignal }): Promise<File | undefined>
  /** Takes a blocked asset up again. */
  retry(assetId: string): Promise<void>
  subscribe(listener: (view: AssetView) => void): () => void
}
