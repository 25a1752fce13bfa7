import { StorageFull } from '../storage/storage-full.ts'
import { chunksOf } from './chunks-of.ts'
import type { MediaStore } from './media-store.ts'

/** Keeps media for as long as the page lives: for tests, and where a browser grants no storage at all. */
export class MemoryMediaStore implements MediaStore {
  readonly #files = new Map<string, Blob>()
  readonly #capacityBytes: number

  constructor(options: { capacityBytes?: number } = {}) {
    this.#capacityBytes = options.capacityBytes ?? Number.POSITIVE_INFINITY
  }

  async write(key: string, source: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
    const chunks: Blob[] = []
    let sizeBytes = 0
    const used = this.#usedBytes()
    for await (const chunk of chunksOf(source, signal)) {
      sizeBytes += chunk.byteLength
      if (used + sizeBytes > this.#capacityBytes) throw new StorageFull()
      chunks.push(new Blob([chunk]))
    }
    this.#files.set(key, new Blob(chunks))
    return { sizeBytes }
  }

  async open(key: string) {
    const blob = this.#files.get(key)
    return blob && new File([blob], key)
  }

  async remove(key: string) {
    this.#files.delete(key)
  }

  async keys() {
    return [...this.#files.keys()]
  }

  #usedBytes(): number {
    return [...this.#files.values()].reduce((sum, blob) => sum + blob.size, 0)
  }
}
