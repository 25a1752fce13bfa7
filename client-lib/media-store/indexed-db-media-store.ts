import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { StorageFull } from '../storage/storage-full.ts'
import { chunksOf } from './chunks-of.ts'
import { isQuotaError } from './is-quota-error.ts'
import { mediaDatabaseName } from './media-database-name.ts'
import type { MediaStore } from './media-store.ts'
import { fileKey } from './piece-key.ts'

interface MediaDatabase extends DBSchema {
  /** What makes a file whole: its row is written after its last chunk. */
  files: { key: string; value: { attempt: string; chunkCount: number } }
  chunks: { key: [key: string, attempt: string, index: number]; value: ArrayBuffer }
}

/** Media as chunks in IndexedDB, for engines whose private file system is missing or refuses writes. */
export class IndexedDbMediaStore implements MediaStore {
  readonly #database: IDBPDatabase<MediaDatabase>

  private constructor(database: IDBPDatabase<MediaDatabase>) {
    this.#database = database
  }

  static async open(name: string): Promise<IndexedDbMediaStore> {
    const database = await openDB<MediaDatabase>(mediaDatabaseName(name), 1, {
      upgrade(fresh) {
        fresh.createObjectStore('files')
        fresh.createObjectStore('chunks')
      },
      // Removed from this device, by another tab.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
    return new IndexedDbMediaStore(database)
  }

  async write(key: string, source: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
    const attempt = crypto.randomUUID()
    let sizeBytes = 0
    let chunkCount = 0
    try {
      for await (const chunk of chunksOf(source, signal)) {
        await this.#putChunk([key, attempt, chunkCount], exactBuffer(chunk))
        sizeBytes += chunk.byteLength
        chunkCount += 1
      }
      await this.#commit(key, attempt, chunkCount)
    } catch (error) {
      await this.#database.delete('chunks', chunksIn(key, attempt))
      throw isQuotaError(error) ? new StorageFull(error) : error
    }
    return { sizeBytes }
  }

  async open(key: string) {
    const blobs: Blob[] = []
    const names = [...(await this.#database.getAllKeys('files', IDBKeyRange.only(key))), ...(await this.#pieces(key))]
    for (const name of names) {
      const file = await this.#database.get('files', name)
      // One chunk at a time in memory: the browser keeps Blobs outside the heap and may page them out.
      for (let index = 0; index < (file?.chunkCount ?? 0); index += 1) {
        const chunk = await this.#database.get('chunks', [name, file?.attempt ?? '', index])
        if (!chunk) return undefined
        blobs.push(new Blob([chunk]))
      }
    }
    return names.length > 0 ? new File(blobs, key) : undefined
  }

  async remove(key: string) {
    const change = this.#database.transaction(['files', 'chunks'], 'readwrite')
    for (const range of [IDBKeyRange.only(key), piecesOf(key)]) change.objectStore('files').delete(range)
    for (const range of [chunksIn(key), IDBKeyRange.bound([`${key}/`], [`${key}0`])])
      change.objectStore('chunks').delete(range)
    await change.done
  }

  async keys() {
    const chunks = await this.#database.getAllKeys('chunks')
    const whole = await this.#database.getAllKeys('files')
    return [...new Set([...whole, ...chunks.map(([key]) => key)].map(fileKey))]
  }

  close() {
    this.#database.close()
  }

  #pieces(key: string) {
    return this.#database.getAllKeys('files', piecesOf(key))
  }

  async #putChunk(at: [string, string, number], chunk: ArrayBuffer) {
    const change = this.#database.transaction('chunks', 'readwrite', { durability: 'strict' })
    change.store.put(chunk, at)
    await change.done
  }

  /** The file's row and the end of what it replaces, in one transaction. */
  async #commit(key: string, attempt: string, chunkCount: number) {
    const change = this.#database.transaction(['files', 'chunks'], 'readwrite', { durability: 'strict' })
    const files = change.objectStore('files')
    const replaced = await files.get(key)
    if (replaced) change.objectStore('chunks').delete(chunksIn(key, replaced.attempt))
    files.put({ attempt, chunkCount }, key)
    await change.done
  }
}

/** Arrays sort after numbers and strings, so an empty array bounds all that start alike. */
function chunksIn(key: string, attempt?: string): IDBKeyRange {
  return attempt === undefined
    ? IDBKeyRange.bound([key], [key, []])
    : IDBKeyRange.bound([key, attempt], [key, attempt, []])
}

/** `0` is what follows the slash. */
function piecesOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound(`${key}/`, `${key}0`, false, true)
}

function exactBuffer(chunk: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const whole = chunk.byteOffset === 0 && chunk.byteLength === chunk.buffer.byteLength
  return whole ? chunk.buffer : chunk.slice().buffer
}
