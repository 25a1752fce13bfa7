/** The device's own copy of media bytes, by key. Never Blobs in IndexedDB. */
export interface MediaStore {
  /**
   * Writes a stream under `key`, calling back with each chunk as it is written; replaces nothing until whole.
   * @throws StorageFull
   */
  write(key: string, source: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<{ sizeBytes: number }>
  /** A File whose slices are read lazily, or undefined. */
  open(key: string): Promise<File | undefined>
  remove(key: string): Promise<void>
  keys(): Promise<readonly string[]>
}
