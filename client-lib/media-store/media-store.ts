import type { FileHandle } from './in-place/file-handle.ts'
import type { HandleRecord } from './in-place/handle-record.ts'

/**
 * The device's own copy of media bytes, by key. Never Blobs in IndexedDB.
 * A file may be written in pieces, in any order, each under its `pieceKey`: from then on they are that file, as far
 * as it is there, without being copied together.
 */
export interface MediaStore {
  /**
   * Writes a stream under `key`; replaces nothing until whole, and leaves nothing where the stream fails or `signal` aborts.
   * A failure of the stream is thrown as it came. A chunk is the store's until it asks for the next.
   * @param key of a file, or of a piece of one
   * @throws StorageFull
   */
  write(
    key: string,
    source: ReadableStream<Uint8Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<{ sizeBytes: number }>
  /**
   * A File whose slices are read lazily, of the pieces that are there in the order of their numbers; or undefined.
   * @throws FilePermissionNeeded
   */
  open(key: string): Promise<File | undefined>
  /**
   * Bytes `[start, end)` of a file, and none besides: of stores in which to open a file is to read all of it.
   * Undefined where the store cannot tell; `open` then can.
   */
  read?(key: string, start: number, end: number): Promise<Blob | undefined>
  /** Takes a file's pieces too. Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Every file that takes up space, half-written ones of an earlier life too; pieces by the file they are of. */
  keys(): Promise<readonly string[]>
  /** Knows a file by its handle from now on, durably, under a key of `inPlaceKey`; missing where nothing stays in place. */
  keepInPlace?(key: string, handle: FileHandle, file: Pick<File, 'size' | 'lastModified'>): Promise<void>
  /** Of a file that stays where it is; nothing of it is read. */
  recordOf?(key: string): Promise<HandleRecord | undefined>
  /** Has the browser ask for leave to read what it needs that for. In a user's gesture. */
  allow?(key: string): Promise<void>
}
