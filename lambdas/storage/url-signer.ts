/** An address good for one thing, and the headers that must go with it. */
export interface SignedAddress {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

interface BoundBytes {
  readonly storageKey: string
  readonly sizeBytes: number
  /** base64 SHA-256 of exactly the bytes to send. */
  readonly checksum: string
}

export interface PartToUpload extends BoundBytes {
  readonly uploadId: string
  readonly partNumber: number
}

export interface FileToDownload {
  readonly storageKey: string
  readonly fileName: string
  readonly mime: string
}

/** Signs addresses under which a client reaches the store itself, for `limits.urlLifeSeconds`. */
export interface UrlSigner {
  signPart(part: PartToUpload): Promise<SignedAddress>
  signWhole(file: BoundBytes): Promise<SignedAddress>
  signDownload(file: FileToDownload): Promise<SignedAddress>
}
