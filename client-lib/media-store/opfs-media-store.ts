import { answered, leastPatienceMs } from '../storage/answered.ts'
import { StorageFull } from '../storage/storage-full.ts'
import { chunksOf } from './chunks-of.ts'
import { isQuotaError } from './is-quota-error.ts'
import type { MediaStore } from './media-store.ts'
import { type OpfsWriter, openOpfsWriter } from './open-opfs-writer.ts'
import { fileKey } from './piece-key.ts'

/** A file being written; the rename to its key makes it whole. */
const unfinished = '.unfinished'
/** What a slow disk takes a ms, in bytes; to make a file durable may be to write all of it. */
const slowPace = 5000
/** Each is a round trip to the browser's process, which is what the release of a file waits for. */
const removals = 20
/** Of a file of thousands; each has the time of a step. */
const piecesAtOnce = 32

/** Media in the origin's private file system. Keys are file names: letters, digits, `_`, `-`. */
export class OpfsMediaStore implements MediaStore {
  readonly #name: string

  private constructor(name: string) {
    this.#name = name
  }

  /** @throws DOMException where the browser grants no file system (private windows, old engines) | StorageUnavailable where it gives no answer */
  static async open(name: string): Promise<OpfsMediaStore> {
    const store = new OpfsMediaStore(name)
    await store.#directory()
    return store
  }

  /** Asked for anew each time: one that was deleted under the page is made again. */
  #directory(): Promise<FileSystemDirectoryHandle> {
    return answered(async () => {
      const root = await navigator.storage.getDirectory()
      return root.getDirectoryHandle(this.#name, { create: true })
    })
  }

  async write(key: string, source: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
    let sizeBytes = 0
    const { folder, name } = await this.#place(key, { create: true })
    let writer: OpfsWriter | undefined
    try {
      const opened = await answered(() => openOpfsWriter(folder, name + unfinished))
      writer = opened
      for await (const chunk of chunksOf(source, signal)) {
        await answered(() => opened.write(chunk), patienceMs(chunk.byteLength))
        sizeBytes += chunk.byteLength
      }
      await answered(() => opened.commit(name), patienceMs(sizeBytes))
    } catch (error) {
      await answered(async () => {
        await writer?.release()
        await removeUnfinished(folder, name)
      }).catch(() => undefined)
      throw isQuotaError(error) ? new StorageFull(error) : error
    }
    return { sizeBytes }
  }

  open(key: string) {
    return this.#opened(key).catch(undefinedWhereAbsent)
  }

  async #opened(key: string): Promise<File | undefined> {
    const found = await answered(async () => {
      const { folder, name } = await this.#place(key)
      const handle = await folder.getFileHandle(name).catch(undefinedWhereFolder)
      return handle ? await handle.getFile() : await folder.getDirectoryHandle(name)
    })
    return found instanceof File ? found : joined(found)
  }

  async remove(key: string) {
    await answered(async () => {
      const { folder, name } = await this.#place(key)
      await removeEntry(folder, name)
      await removeEntry(folder, name + unfinished)
    }).catch(undefinedWhereAbsent)
  }

  async keys() {
    const found = new Set<string>()
    for await (const name of namesIn(await this.#directory())) {
      found.add(name.endsWith(unfinished) ? name.slice(0, -unfinished.length) : name)
    }
    return [...found]
  }

  /** Pieces are the files of a folder. */
  async #place(key: string, options?: FileSystemGetDirectoryOptions) {
    const directory = await this.#directory()
    const file = fileKey(key)
    if (file === key) return { folder: directory, name: key }
    return { folder: await directory.getDirectoryHandle(file, options), name: key.slice(file.length + 1) }
  }
}

/** For a disk that is at work on so many bytes. */
function patienceMs(sizeBytes: number): number {
  return leastPatienceMs + sizeBytes / slowPace
}

async function* namesIn(directory: FileSystemDirectoryHandle): AsyncGenerator<string> {
  const names = directory.keys()
  for (;;) {
    const { done, value } = await answered(() => names.next())
    if (done) return
    yield value
  }
}

/** Undefined where nothing is whole yet. */
async function joined(folder: FileSystemDirectoryHandle): Promise<File | undefined> {
  const names: string[] = []
  for await (const name of namesIn(folder)) if (!name.endsWith(unfinished)) names.push(name)
  names.sort()
  const pieces: File[] = []
  while (pieces.length < names.length) {
    const next = names.slice(pieces.length, pieces.length + piecesAtOnce)
    const piece = (name: string) => answered(async () => (await folder.getFileHandle(name)).getFile())
    pieces.push(...(await Promise.all(next.map(piece))))
  }
  return pieces.length > 0 ? new File(pieces, folder.name) : undefined
}

/** Engines let go of an aborted file a moment after they say so. What still cannot go is swept at a later start. */
async function removeUnfinished(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 0; attempt < removals; attempt += 1) {
    const isGone = await removeEntry(folder, name + unfinished).then(
      () => true,
      () => false,
    )
    if (isGone) return
  }
}

async function removeEntry(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await folder.removeEntry(name, { recursive: true }).catch(undefinedWhereAbsent)
}

function undefinedWhereAbsent(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
  throw error
}

function undefinedWhereFolder(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'TypeMismatchError') return undefined
  throw error
}
