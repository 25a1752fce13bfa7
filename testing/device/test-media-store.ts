import type { MediaStore } from '../../client-lib/media-store/media-store.ts'
import { MemoryMediaStore } from '../../client-lib/media-store/memory-media-store.ts'
import { StorageFull } from '../../client-lib/storage/storage-full.ts'

/** A device's files in memory, as long as it has room. */
export class TestMediaStore extends MemoryMediaStore {
  readonly #isFull: () => boolean

  constructor(isFull: () => boolean) {
    super()
    this.#isFull = isFull
  }

  override async write(...given: Parameters<MediaStore['write']>) {
    if (this.#isFull()) throw new StorageFull()
    return super.write(...given)
  }
}
