/** The exclusive handle that only dedicated workers have, and not in every engine. */
interface SyncAccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  truncate(sizeBytes: number): void
  flush(): void
  close(): void
}

/** Members that the DOM library does not list: the first exists in workers alone, the second in all current engines. */
interface WritableHandle extends FileSystemFileHandle {
  createSyncAccessHandle?(): Promise<SyncAccessHandle>
  /** WebKit takes no name without its folder, the others do. */
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>
}

export interface OpfsWriter {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>
  /** Makes what was written durable under its final name. */
  commit(finalName: string): Promise<void>
  /** Idempotent. Without a commit before, what was written is for the caller to remove. */
  release(): Promise<void>
}

/** `FILE_ERROR_NO_SPACE`, -8, without its sign. */
const chromiumsNoSpace = 2 ** 32 - 8

type Rename = (finalName: string) => Promise<void>

/** Opens `name` for writing, by the fastest way this thread and engine have. */
export async function openOpfsWriter(directory: FileSystemDirectoryHandle, name: string): Promise<OpfsWriter> {
  const handle: WritableHandle = await directory.getFileHandle(name, { create: true })
  const rename = async (finalName: string) => {
    if (!handle.move) throw new DOMException('Files cannot be renamed here.', 'NotSupportedError')
    await handle.move(directory, finalName)
  }
  if (handle.createSyncAccessHandle) {
    givesSyncAccess ??= trySyncAccess(directory, `probe-${name}`).catch(() => false)
    if (await givesSyncAccess) return syncWriter(await handle.createSyncAccessHandle(), rename)
  }
  return streamWriter(await handle.createWritable(), rename)
}

/** Asked once a thread. WebKitGTK has the method, refuses each call of it, and leaves locked what it was called for. */
let givesSyncAccess: Promise<boolean> | undefined

async function trySyncAccess(directory: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  const handle: WritableHandle = await directory.getFileHandle(name, { create: true })
  const access = await handle.createSyncAccessHandle?.().catch(() => undefined)
  access?.close()
  await directory.removeEntry(name).catch(() => undefined)
  return access !== undefined
}

function syncWriter(access: SyncAccessHandle, rename: Rename): OpfsWriter {
  let at = 0
  access.truncate(0)
  return {
    async write(chunk) {
      for (let left = chunk; left.byteLength > 0; ) {
        const count = access.write(left, { at })
        // Where there is no room, Firefox takes 0 bytes; Chromium, where the disk is full, answers its own error as a count.
        const isFull = count === 0 || count === chromiumsNoSpace
        if (isFull || count > left.byteLength)
          throw new DOMException('The disk took no more bytes.', isFull ? 'QuotaExceededError' : 'UnknownError')
        at += count
        left = left.subarray(count)
      }
    },
    async commit(finalName) {
      access.flush()
      access.close()
      await rename(finalName)
    },
    async release() {
      access.close()
    },
  }
}

function streamWriter(stream: FileSystemWritableFileStream, rename: Rename): OpfsWriter {
  let open = true
  return {
    write: (chunk) => stream.write(chunk),
    async commit(finalName) {
      open = false
      await stream.close()
      await rename(finalName)
    },
    async release() {
      if (open) await stream.abort().catch(() => {})
      open = false
    },
  }
}
