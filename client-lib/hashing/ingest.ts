export interface IngestRequest {
  /** Where the media store is to keep the bytes; undefined: they are hashed alone. */
  readonly key: string | undefined
  readonly file: File
  readonly signal: AbortSignal
  readonly onDoneBytes: (doneBytes: number) => void
}

export interface Ingested {
  readonly sizeBytes: number
  /** Base64 SHA-256 of each part of the contract's plan for this size, in order. */
  readonly partChecksums: readonly string[]
}

/** Copies files into the media store and hashes their parts as the bytes pass: each file is read once. */
export interface Ingest {
  /**
   * Settles once the bytes are durable; nothing is left under `key` where it throws.
   * @throws AssetUnreadable | StorageFull | the reason the signal was aborted with
   */
  ingest(request: IngestRequest): Promise<Ingested>
  close(): void
}
