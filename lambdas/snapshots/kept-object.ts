/** An object that a row points at. Its bytes never change, and no other attempt shares its key. */
export interface KeptObject {
  readonly id: string
  readonly storageKey: string
  readonly sizeBytes: number
  /** base64 SHA-256 of its bytes. */
  readonly checksum: string
}
