import type { FileHandle } from './file-handle.ts'

/** A file as it was when it was added: another size or time is another file. */
export interface HandleRecord {
  readonly handle: FileHandle
  readonly sizeBytes: number
  readonly modifiedMs: number
}
