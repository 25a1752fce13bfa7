/** An object, or the upload of one, that nothing refers to any more. Its bytes count for its user until it is gone. */
export interface Garbage {
  readonly userId: string
  readonly storageKey: string
  /** Of a multipart upload: to be aborted too. */
  readonly uploadId?: string
  readonly sizeBytes: number
  /** From then on no signed address can bring bytes under this key. */
  readonly dueAtMs: number
}
