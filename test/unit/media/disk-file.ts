import type { FileHandle } from '../../../client-lib/media-store/in-place/file-handle.ts'
import type { HandleRecord } from '../../../client-lib/media-store/in-place/handle-record.ts'
import type { HandleRecords } from '../../../client-lib/media-store/in-place/handle-records.ts'

/** A file on the user's disk, and what the browser lets a page do with it. */
export class DiskFile implements FileHandle {
  readonly kind = 'file'
  readonly name: string
  content: File | undefined
  permission: PermissionState = 'granted'
  /** What the user answers when asked. */
  answer: PermissionState = 'granted'
  timesAsked = 0

  constructor(content: File) {
    this.name = content.name
    this.content = content
  }

  async getFile(): Promise<File> {
    if (this.permission !== 'granted') throw new DOMException('Not allowed.', 'NotAllowedError')
    if (!this.content) throw new DOMException('Gone.', 'NotFoundError')
    return this.content
  }

  async queryPermission(): Promise<PermissionState> {
    return this.permission
  }

  async requestPermission(): Promise<PermissionState> {
    this.timesAsked += 1
    this.permission = this.answer
    return this.permission
  }
}

/** Records for as long as the test keeps them. */
export function memoryHandleRecords(): HandleRecords {
  const records = new Map<string, HandleRecord>()
  return {
    get: async (key) => records.get(key),
    put: async (key, record) => void records.set(key, record),
    remove: async (key) => void records.delete(key),
    keys: async () => [...records.keys()],
  }
}
