import { StorageUnavailable } from '../storage/storage-unavailable.ts'

/** A failure of the media store that has no name of ours. */
export function fileNotKept(detail: unknown): StorageUnavailable {
  return new StorageUnavailable(detail, `The file could not be kept: ${detail}`)
}
