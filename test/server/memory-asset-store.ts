import { composeChecksum } from '#contract/checksum.ts'
import type {
  AssetStore,
  CompleteOutcome,
  ListedPart,
  PartListing,
  StoredObject,
  UploadPlace,
} from '../../lambdas/storage/asset-store.ts'
import { sha256 } from './sha256.ts'

export interface MemoryPart {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

export interface MemoryObject {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
}

/** Objects and uploads as S3 keeps them. The maps are open, so that a test can spoil what is stored. */
export class MemoryAssetStore implements AssetStore {
  readonly objects = new Map<string, MemoryObject>()
  /** Open uploads by id: key and parts by number. */
  readonly uploads = new Map<string, { readonly storageKey: string; readonly parts: Map<number, MemoryPart> }>()
  /** Answers that the next Completes give instead of completing, in order. */
  readonly completeAnswers: CompleteOutcome[] = []
  #opened = 0

  async startUpload(storageKey: string): Promise<string> {
    this.#opened += 1
    const uploadId = `upload-${this.#opened}`
    this.uploads.set(uploadId, { storageKey, parts: new Map() })
    return uploadId
  }

  async listParts({ storageKey, uploadId }: UploadPlace): Promise<PartListing> {
    const upload = this.uploads.get(uploadId)
    if (upload?.storageKey !== storageKey) return { kind: 'gone' }
    const parts = [...upload.parts].sort(([a], [b]) => a - b)
    return { kind: 'listed', parts: parts.map(([partNumber, part]) => listed(partNumber, part)) }
  }

  async completeUpload(
    place: UploadPlace,
    parts: readonly ListedPart[],
    whole: { readonly checksum: string; readonly sizeBytes: number },
  ): Promise<CompleteOutcome> {
    const answer = this.completeAnswers.shift()
    if (answer !== undefined) return answer
    const upload = this.uploads.get(place.uploadId)
    if (upload?.storageKey !== place.storageKey) return { kind: 'gone' }
    const chosen = parts.map(({ partNumber }) => upload.parts.get(partNumber))
    const isAsListed = chosen.every((part, index) => part?.checksum === parts[index]?.checksum)
    const bytes = new Uint8Array(Buffer.concat(chosen.map((part) => part?.bytes ?? new Uint8Array())))
    const checksum = await composeChecksum(parts.map((part) => part.checksum ?? ''))
    if (!isAsListed || checksum !== whole.checksum || bytes.byteLength !== whole.sizeBytes) {
      return { kind: 'parts-changed' }
    }
    this.objects.set(place.storageKey, { bytes, checksum })
    this.uploads.delete(place.uploadId)
    return { kind: 'completed', checksum }
  }

  async abortUpload({ uploadId }: UploadPlace): Promise<void> {
    this.uploads.delete(uploadId)
  }

  async head(storageKey: string): Promise<StoredObject | undefined> {
    const object = this.objects.get(storageKey)
    return object === undefined ? undefined : { sizeBytes: object.bytes.byteLength, checksum: object.checksum }
  }

  /** False when there is no such upload. */
  putPart({ storageKey, uploadId }: UploadPlace, partNumber: number, bytes: Uint8Array<ArrayBuffer>): boolean {
    const upload = this.uploads.get(uploadId)
    if (upload?.storageKey !== storageKey) return false
    upload.parts.set(partNumber, { bytes, checksum: sha256(bytes) })
    return true
  }

  putObject(storageKey: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.objects.set(storageKey, { bytes, checksum: sha256(bytes) })
  }
}

function listed(partNumber: number, { bytes, checksum }: MemoryPart): ListedPart {
  return { partNumber, sizeBytes: bytes.byteLength, checksum, etag: `"${checksum}"` }
}
