import { partRange } from '#contract/part-rule.ts'
import { hashPart } from '../../hashing/hash-part.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { UploadFile } from './upload-file.ts'

/** One file of the media store, read part by part, or opened once and read by slices. */
export class StoredBytes {
  readonly #mediaStore: MediaStore
  readonly #key: string
  readonly #file: UploadFile
  #opened: Promise<File | undefined> | undefined

  constructor(mediaStore: MediaStore, key: string, file: UploadFile) {
    this.#mediaStore = mediaStore
    this.#key = key
    this.#file = file
  }

  /**
   * A part as a lazy slice; undefined where the store has no such file, or one of another length.
   * @throws what the store throws: nothing is known of the bytes then
   */
  async part(partNumber: number): Promise<Blob | undefined> {
    const { plan, sizeBytes } = this.#file
    const { start, end } = partRange(plan, sizeBytes, partNumber)
    const read = await this.#mediaStore.read?.(this.#key, start, end)
    if (read) return read
    this.#opened ??= this.#mediaStore.open(this.#key)
    const file = await this.#opened.catch((error: unknown) => {
      this.reopen()
      throw error
    })
    if (file?.size !== sizeBytes) {
      this.reopen()
      return undefined
    }
    return file.slice(start, end)
  }

  /** Forgets the opened file: the next part is read from the store as it is then. */
  reopen(): void {
    this.#opened = undefined
  }

  /**
   * Whether a part, read anew, still has its checksum; undefined as for `part`.
   * @throws what the store throws
   */
  async isIntact(partNumber: number): Promise<boolean | undefined> {
    this.reopen()
    const part = await this.part(partNumber)
    return part && (await hashPart(await part.arrayBuffer())) === this.#file.partChecksums[partNumber - 1]
  }
}
