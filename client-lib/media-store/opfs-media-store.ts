import { StorageFull } from '../storage/storage-full.ts'
import { chunksOf } from './chunks-of.ts'
import { isQuotaError } from './is-quota-error.ts'
import type { MediaStore } from './media-store.ts'
import { openOpfsWriter } from './open-opfs-writer.ts'

/** A file being written; the rename to its key makes it whole. */
const unfinished = '.unfinished'
/** Each is a round trip to the browser's process, which is what the release of a file waits for. */
const removals = 20

/** Media in the origin's private file system. Keys are file names: letters, digits, `_`, `-`. */
export class OpfsMediaStore implements MediaStore {
  readonly #name: string

  private constructor(name: string) {
    this.#name = name
  }

  /** @throws DOMException where the browser grants no file system (private windows, old engines) */
  static async open(name: string): Promise<OpfsMediaStore> {
    const store = new OpfsMediaStore(name)
    await store.#directory()
    return store
  }

  /** Asked for anew each time: one that was deleted under the page is made again. */
  async #directory(): Promise<FileSystemDirectoryHandle> {
    const root = await navigator.storage.getDirectory()
    return root.getDirectoryHandle(this.#name, { create: true })
  }

  async write(key: string, source: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
    let sizeBytes = 0
    try {
      const writer = await openOpfsWriter(await this.#directory(), key + unfinished)
      try {
        for await (const chunk of chunksOf(source, signal)) {
          await writer.write(chunk)
          sizeBytes += chunk.byteLength
        }
        await writer.commit(key)
      } finally {
        await writer.release()
      }
    } catch (error) {
      await this.#removeUnfinished(key)
      throw isQuotaError(error) ? new StorageFull(error) : error
    }
    return { sizeBytes }
  }

  async open(key: string) {
    const directory = await this.#directory()
    const handle = await directory.getFileHandle(key).catch(undefinedWhereAbsent)
    return handle?.getFile()
  }

  async remove(key: string) {
    await this.#removeEntry(key)
    await this.#removeEntry(key + unfinished)
  }

  async keys() {
    const found = new Set<string>()
    for await (const name of (await this.#directory()).keys()) {
      found.add(name.endsWith(unfinished) ? name.slice(0, -unfinished.length) : name)
    }
    return [...found]
  }

  /** Engines let go of an aborted file a moment after they say so. What still cannot go is swept at a later start. */
  async #removeUnfinished(key: string) {
    for (let attempt = 0; attempt < removals; attempt += 1) {
      const isGone = await this.#removeEntry(key + unfinished).then(
        () => true,
        () => false,
      )
      if (isGone) return
    }
  }

  async #removeEntry(name: string) {
    const directory = await this.#directory()
    await directory.removeEntry(name).catch(undefinedWhereAbsent)
  }
}

function undefinedWhereAbsent(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
  throw error
}
