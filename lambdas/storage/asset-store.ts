export interface ListedPart {
  readonly partNumber: number
  readonly sizeBytes: number
  /** base64 SHA-256, where the store kept one. */
  readonly checksum?: string
  readonly etag: string
  /** Where the store tells it. */
  readonly uploadedAtMs?: number
}

/** `gone`: completed, aborted, or never there. */
export type PartListing = { readonly kind: 'listed'; readonly parts: readonly ListedPart[] } | { readonly kind: 'gone' }

/** Bytes of an object of this store, from `start` up to and without `end`. */
export interface ObjectRange {
  readonly storageKey: string
  readonly start: number
  readonly end: number
}

export type CopyOutcome =
  /** The store has told the checksum of the bytes it copied. */
  | { readonly kind: 'copied'; readonly part: ListedPart }
  /** The bytes are there, but nobody vouches for them: the part is to be sent again. */
  | { readonly kind: 'unverified' }
  | { readonly kind: 'not-copied' }

export type CompleteOutcome =
  /** `checksum`: what the store reports of the whole, where it does at once. */
  | { readonly kind: 'completed'; readonly checksum?: string }
  | { readonly kind: 'assembling' }
  | { readonly kind: 'gone' }
  /** A part is no longer what was listed. */
  | { readonly kind: 'parts-changed' }

export interface StoredObject {
  readonly sizeBytes: number
  readonly checksum?: string
}

export interface UploadPlace {
  readonly storageKey: string
  readonly uploadId: string
}

/** The objects of all users; every method names its key whole. */
export interface AssetStore {
  startUpload(storageKey: string, mime: string): Promise<string>
  listParts(place: UploadPlace): Promise<PartListing>
  completeUpload(
    place: UploadPlace,
    parts: readonly ListedPart[],
    whole: { readonly checksum: string; readonly sizeBytes: number },
  ): Promise<CompleteOutcome>
  abortUpload(place: UploadPlace): Promise<void>
  /**
   * SHA-256 of the parts `first` to `last` of an object that was uploaded in parts, as the store itself keeps them;
   * empty where it does not tell.
   */
  partChecksums(storageKey: string, first: number, last: number): Promise<ReadonlyMap<number, string>>
  /** Makes a part out of bytes that the store already has; what `signal` ends is not copied. */
  copyPart(place: UploadPlace, partNumber: number, from: ObjectRange, signal: AbortSignal): Promise<CopyOutcome>
  /** What is stored under this key, as the store itself reports it. */
  head(storageKey: string): Promise<StoredObject | undefined>
}
