export interface ListedPart {
  readonly partNumber: number
  readonly sizeBytes: number
  /** base64 SHA-256, where the store kept one. */
  readonly checksum?: string
  readonly etag: string
}

/** `gone`: completed, aborted, or never there. */
export type PartListing = { readonly kind: 'listed'; readonly parts: readonly ListedPart[] } | { readonly kind: 'gone' }

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
  /** What is stored under this key, as the store itself reports it. */
  head(storageKey: string): Promise<StoredObject | undefined>
}
