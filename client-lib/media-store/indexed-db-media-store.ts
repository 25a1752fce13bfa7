import { type DatabaseShape, IdbConnection } from '../storage/idb-connection.ts'
import { doneOf } from '../storage/idb-done.ts'
import { resultOf } from '../storage/idb-result.ts'
import { chunksOf } from './chunks-of.ts'
import { mediaDatabaseName } from './media-database-name.ts'
import type { MediaStore } from './media-store.ts'
import { fileKey } from './piece-key.ts'

/** What makes a file whole: its row is written after its last chunk. */
interface FileRow {
  readonly attempt: string
  readonly chunkCount: number
  /** Of each chunk but the last; absent where they differ, and of files that older clients kept. */
  readonly chunkBytes?: number
}

const shape: DatabaseShape = {
  version: 1,
  upgrade(database) {
    database.createObjectStore('files')
    database.createObjectStore('chunks')
  },
}

/** Media as chunks in IndexedDB, for engines whose private file system is missing or refuses writes. */
export class IndexedDbMediaStore implements MediaStore {
  readonly #connection: IdbConnection

  private constructor(connection: IdbConnection) {
    this.#connection = connection
  }

  /** @throws StorageFull | StorageUnavailable */
  static async open(name: string): Promise<IndexedDbMediaStore> {
    const connection = new IdbConnection(mediaDatabaseName(name), shape)
    // Whether it is given is known once it was asked.
    await connection.run(async () => undefined)
    return new IndexedDbMediaStore(connection)
  }

  async write(key: string, source: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
    const attempt = crypto.randomUUID()
    let sizeBytes = 0
    let chunkCount = 0
    let chunkBytes: number | undefined
    try {
      for await (const chunk of chunksOf(source, signal)) {
        const { byteLength } = chunk
        await this.#putChunk([key, attempt, chunkCount], exactBuffer(chunk))
        if (chunkCount === 0) chunkBytes = byteLength
        // Whoever is not the last is as long as the first.
        if (chunkBytes && (byteLength > chunkBytes || sizeBytes !== chunkCount * chunkBytes)) chunkBytes = undefined
        sizeBytes += byteLength
        chunkCount += 1
      }
      await this.#commit(key, chunkBytes ? { attempt, chunkCount, chunkBytes } : { attempt, chunkCount })
    } catch (error) {
      await this.#change(({ chunks }) => chunks.delete(chunksIn(key, attempt))).catch(() => undefined)
      throw error
    }
    return { sizeBytes }
  }

  async open(key: string) {
    const blobs: Blob[] = []
    const own = await this.#read('files', (files) => files.getAllKeys(IDBKeyRange.only(key)))
    const pieces = await this.#read('files', (files) => files.getAllKeys(piecesOf(key)))
    for (const name of [...own, ...pieces]) {
      const file: FileRow | undefined = await this.#read('files', (files) => files.get(name))
      // One chunk at a time in memory: the browser keeps Blobs outside the heap and may page them out.
      for (let index = 0; file && index < file.chunkCount; index += 1) {
        const chunk = await this.#chunk([name, file.attempt, index])
        if (!chunk) return undefined
        blobs.push(chunk)
      }
    }
    return own.length + pieces.length > 0 ? new File(blobs, key) : undefined
  }

  async read(key: string, start: number, end: number) {
    const file: FileRow | undefined = await this.#read('files', (files) => files.get(key))
    if (!file?.chunkBytes) return undefined
    const { attempt, chunkBytes } = file
    const first = Math.floor(start / chunkBytes)
    const blobs: Blob[] = []
    for (let index = first; index * chunkBytes < end; index += 1)
      blobs.push((await this.#chunk([key, attempt, index])) ?? new Blob())
    const before = first * chunkBytes
    const bytes = new Blob(blobs).slice(start - before, end - before)
    return bytes.size === end - start ? bytes : undefined
  }

  async remove(key: string) {
    await this.#change(({ files, chunks }) => {
      files.delete(key)
      files.delete(piecesOf(key))
      chunks.delete(chunksIn(key))
      // Keys of pieces are the file's and a slash, which `0` follows.
      chunks.delete(IDBKeyRange.bound([`${key}/`], [`${key}0`]))
    })
  }

  async keys() {
    const chunks = await this.#read('chunks', (rows) => rows.getAllKeys())
    const whole = await this.#read('files', (rows) => rows.getAllKeys())
    return [...new Set([...whole, ...chunks.map((at) => (at as IDBValidKey[])[0])].map((key) => fileKey(String(key))))]
  }

  close() {
    this.#connection.close()
  }

  async #chunk(at: [name: IDBValidKey, attempt: string, index: number]): Promise<Blob | undefined> {
    const bytes: ArrayBuffer | undefined = await this.#read('chunks', (chunks) => chunks.get(at))
    return bytes && new Blob([bytes])
  }

  #putChunk(at: [string, string, number], chunk: ArrayBuffer) {
    return this.#change(({ chunks }) => chunks.put(chunk, at))
  }

  /** The file's row and the end of what it replaces, in one transaction. */
  #commit(key: string, file: FileRow) {
    return this.#change(async ({ files, chunks }) => {
      const replaced: FileRow | undefined = await resultOf(files.get(key))
      if (replaced) chunks.delete(chunksIn(key, replaced.attempt))
      files.put(file, key)
    })
  }

  #read<T>(table: 'files' | 'chunks', ask: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return this.#connection.run((database) => resultOf(ask(database.transaction(table).objectStore(table))))
  }

  /** On disk once it settles. `make` may await nothing but the transaction's own requests. */
  #change(make: (tables: { files: IDBObjectStore; chunks: IDBObjectStore }) => unknown): Promise<unknown> {
    return this.#connection.run((database) => {
      const change = database.transaction(['files', 'chunks'], 'readwrite', { durability: 'strict' })
      const tables = { files: change.objectStore('files'), chunks: change.objectStore('chunks') }
      return Promise.all([doneOf(change), make(tables)])
    })
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
