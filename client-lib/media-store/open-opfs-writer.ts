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
  move?(name: string): Promise<void>
}

interface OpfsWriter {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>
  /** Makes what was written durable under its final name. */
  commit(finalName: string): Promise<void>
  /** Idempotent. Without a commit before, what was written is for the caller to remove. */
  release(): Promise<void>
}

/** Opens `name` for writing, by the fastest way this thread and engine have. */
export async function openOpfsWriter(directory: FileSystemDirectoryHandle, name: string): Promise<OpfsWriter> {
  const handle: WritableHandle = await directory.getFileHandle(name, { create: true })
  if (handle.createSyncAccessHandle) {
    // WebKitGTK has the method and refuses every call of it.
    const access = await handle.createSyncAccessHandle().catch(() => undefined)
    if (access) return syncWriter(handle, access)
  }
  return streamWriter(handle, await handle.createWritable())
}

function syncWriter(handle: WritableHandle, access: SyncAccessHandle): OpfsWriter {
  let at = 0
  access.truncate(0)
  return {
    async write(chunk) {
      let written = 0
      while (written < chunk.byteLength) {
        const count = access.write(chunk.subarray(written), { at: at + written })
        if (count === 0) throw new DOMException('The disk took no more bytes.', 'QuotaExceededError')
        written += count
      }
      at += written
    },
    async commit(finalName) {
      access.flush()
      access.close()
      await rename(handle, finalName)
    },
    async release() {
      access.close()
    },
  }
}

function streamWriter(handle: WritableHandle, stream: FileSystemWritableFileStream): OpfsWriter {
  let open = true
  return {
    write: (chunk) => stream.write(chunk),
    async commit(finalName) {
      open = false
      await stream.close()
      await rename(handle, finalName)
    },
    async release() {
      if (open) await stream.abort().catch(() => {})
      open = false
    },
  }
}

async function rename(handle: WritableHandle, finalName: string) {
  if (!handle.move) throw new DOMException('Files cannot be renamed here.', 'NotSupportedError')
  await handle.move(finalName)
}
