/** An address good for one thing, and the headers that must go with it. */
export interface SignedAddress {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export interface FileToUpload {
  readonly storageKey: string
  readonly sizeBytes: number
  /** base64 SHA-256 of exactly the bytes to send. */
  readonly checksum: string
}

export interface PartToUpload extends FileToUpload {
  readonly uploadId: string
  readonly partNumber: number
}

export interface FileToDownload {
  readonly storageKey: string
  readonly fileName: string
  readonly mime: string
}

/** Signs addresses of whole objects under which a client reaches the store itself, for `limits.urlLifeSeconds`. */
export interface ObjectUrlSigner {
  signWhole(file: FileToUpload): Promise<SignedAddress>
  signDownload(file: FileToDownload): Promise<SignedAddress>
}

/** Of the parts of uploads too. */
export interface UrlSigner extends ObjectUrlSigner {
  signPart(part: PartToUpload): Promise<SignedAddress>
}
