import { answered, leastPatienceMs } from '../../storage/answered.ts'
import type { MediaStore } from '../media-store.ts'
import { FilePermissionNeeded } from './file-permission-needed.ts'
import type { HandleRecord } from './handle-record.ts'
import { type HandleRecords, idbHandleRecords } from './handle-records.ts'
import { isInPlace } from './in-place-key.ts'

/** Makes a media store know files that stay where they are. @param name of the account's rows */
export type FilesInPlace = (name: string, mediaStore: MediaStore) => MediaStore

/**
 * Lets `assets.add` take a `FileSystemFileHandle`: the file is hashed and sent from where it is, and not copied into
 * the browser's storage. What is sent is what was hashed: a file that has changed since counts as one that is no longer
 * here. After a restart the browser may want the user's word again: the upload is then `blocked` with
 * `file-permission-needed`, `assets.open` throws `FilePermissionNeeded`, and `assets.retry`, called in a click, asks.
 * The user's file is never changed and never removed. Chromium alone gives handles of the user's disk.
 *
 * @example
 * const sync = createCloudSync({ ...options, inPlace: filesInPlace() })
 * const [handle] = await showOpenFilePicker()
 * await sync.assets.add(projectId, handle)
 */
export function filesInPlace(): FilesInPlace {
  return (name, mediaStore) => withFilesInPlace(mediaStore, idbHandleRecords(name))
}

/** `mediaStore`, and the files of the records. */
export function withFilesInPlace(mediaStore: MediaStore, records: HandleRecords): MediaStore {
  /** A page's leave is for the handle that it was given; for a kept copy of it the browser may want to be asked. */
  const given = new Map<string, HandleRecord>()
  const recordOf = async (key: string) => given.get(key) ?? (await records.get(key))
  return {
    write: (key, source, signal) => mediaStore.write(key, source, signal),
    async open(key) {
      return isInPlace(key) ? fileOf(await recordOf(key)) : mediaStore.open(key)
    },
    read: async (key, ...range) => (isInPlace(key) ? undefined : mediaStore.read?.(key, ...range)),
    remove(key) {
      given.delete(key)
      return isInPlace(key) ? records.remove(key) : mediaStore.remove(key)
    },
    keys: async () => (await Promise.all([mediaStore.keys(), records.keys()])).flat(),
    async keepInPlace(key, handle, { size, lastModified }) {
      const record = { handle, sizeBytes: size, modifiedMs: lastModified }
      await records.put(key, record)
      given.set(key, record)
    },
    recordOf,
    allow: async (key) => void (await (await recordOf(key))?.handle.requestPermission?.({ mode: 'read' })),
  }
}

/** Undefined where it is gone, or another by now. */
async function fileOf(kept: HandleRecord | undefined): Promise<File | undefined> {
  if (!kept) return undefined
  const { handle, sizeBytes, modifiedMs } = kept
  const permission = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted'
  if (permission !== 'granted') throw new FilePermissionNeeded(handle.name)
  try {
    const silence = `“${handle.name}” cannot be read now: the drive that it is on does not answer.`
    const file = await answered(() => handle.getFile(), leastPatienceMs, silence)
    return file.size === sizeBytes && file.lastModified === modifiedMs ? file : undefined
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    if (error instanceof DOMException && error.name === 'NotAllowedError') throw new FilePermissionNeeded(handle.name)
    throw error
  }
}
