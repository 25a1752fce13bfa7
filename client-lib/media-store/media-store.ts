/** The device's own copy of media bytes, by key. Never Blobs in IndexedDB. */
export interface MediaStore {
  /**
   * Writes a stream under `key`; replaces nothing until whole, and leaves nothing where the stream fails or `signal` aborts.
   * A failure of the stream is thrown as it came.
   * @throws StorageFull
   */
  write(
    key: string,
    source: ReadableStream<Uint8Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<{ sizeBytes: number }>
  /** A File whose slices are read lazily, or undefined. */
  open(key: string): Promise<File | undefined>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Every key that takes up space, half-written ones of an earlier life too. */
  keys(): Promise<readonly string[]>
}
