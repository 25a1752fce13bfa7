import { StorageFull } from '../storage/storage-full.ts'
import { chunksOf } from './chunks-of.ts'
import type { MediaStore } from './media-store.ts'
import { fileKey } from './piece-key.ts'

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
    const under = this.#under(key)
    return under.length > 0
      ? new File(
          under.map((one) => this.#files.get(one) as Blob),
          key,
        )
      : undefined
  }

  async remove(key: string) {
    for (const one of this.#under(key)) this.#files.delete(one)
  }

  async keys() {
    return [...new Set([...this.#files.keys()].map(fileKey))]
  }

  #under(key: string): string[] {
    return [...this.#files.keys()].filter((one) => one === key || one.startsWith(`${key}/`)).sort()
  }

  #usedBytes(): number {
    return [...this.#files.values()].reduce((sum, blob) => sum + blob.size, 0)
  }
}
