import { composeChecksum } from '#contract/compose-checksum.ts'
import { type Clock, systemClock } from '../../lambdas/clock/clock.ts'
import type { Garbage } from '../../lambdas/garbage/garbage.ts'
import type {
  AssetStore,
  CompleteOutcome,
  CopyOutcome,
  ListedPart,
  ObjectRange,
  PartListing,
  StoredObject,
  UploadPlace,
} from '../../lambdas/storage/asset-store.ts'
import type { ObjectBin } from '../../lambdas/storage/object-bin.ts'
import type { ObjectStore } from '../../lambdas/storage/object-store.ts'
import { sha256 } from './sha256.ts'

export interface MemoryPart {
  readonly uploadedAtMs?: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
  /** As some stores keep a copied part: without a checksum to tell. */
  readonly isUnverified?: true
}

export interface MemoryObject {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksum: string
  /** Those it was completed from. */
  readonly parts?: readonly MemoryPart[]
}

/** Objects and uploads as S3 keeps them. The maps are open, so that a test can spoil what is stored. */
export class MemoryAssetStore implements AssetStore, ObjectStore, ObjectBin {
  readonly objects = new Map<string, MemoryObject>()
  /** Open uploads by id: key and parts by number. */
  readonly uploads = new Map<string, { readonly storageKey: string; readonly parts: Map<number, MemoryPart> }>()
  /** Answers that the next Completes give instead of completing, in order. */
  readonly completeAnswers: CompleteOutcome[] = []
  /** Whether copied parts get a checksum, as on S3; some local stores give them none. */
  vouchesForCopies = true
  readonly #clock: Clock
  #opened = 0

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

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
    const chosen = parts.flatMap(({ partNumber }) => upload.parts.get(partNumber) ?? [])
    const isAsListed =
      chosen.length === parts.length &&
      chosen.every((part, index) => !part.isUnverified && part.checksum === parts[index]?.checksum)
    const checksum = await composeChecksum(parts.map((part) => part.checksum ?? ''))
    if (!isAsListed || checksum !== whole.checksum || sizeOf(chosen) !== whole.sizeBytes) {
      return { kind: 'parts-changed' }
    }
    this.objects.set(place.storageKey, joined(chosen, checksum))
    this.uploads.delete(place.uploadId)
    return { kind: 'completed', checksum }
  }

  async abortUpload({ uploadId }: UploadPlace): Promise<void> {
    this.uploads.delete(uploadId)
  }

  async head(storageKey: string): Promise<StoredObject | undefined> {
    const object = this.objects.get(storageKey)
    return object === undefined ? undefined : { sizeBytes: sizeOf(partsOf(object)), checksum: object.checksum }
  }

  async partChecksums(storageKey: string, first: number, last: number): Promise<ReadonlyMap<number, string>> {
    const parts = this.objects.get(storageKey)?.parts ?? []
    return new Map(parts.map(({ checksum }, index) => [index + 1, checksum] as const).slice(first - 1, last))
  }

  async copyPart(place: UploadPlace, partNumber: number, from: ObjectRange, signal: AbortSignal): Promise<CopyOutcome> {
    const { storageKey, start, end } = from
    const object = signal.aborted ? undefined : this.objects.get(storageKey)
    const upload = this.uploads.get(place.uploadId)
    if (object === undefined || upload?.storageKey !== place.storageKey) return { kind: 'not-copied' }
    const bytes = rangeOf(partsOf(object), start, end)
    if (bytes.byteLength !== end - start) return { kind: 'not-copied' }
    const part = this.#part(bytes)
    upload.parts.set(partNumber, this.vouchesForCopies ? part : { ...part, isUnverified: true })
    return this.vouchesForCopies ? { kind: 'copied', part: listed(partNumber, part) } : { kind: 'unverified' }
  }

  async read(storageKey: string): Promise<Uint8Array | undefined> {
    return this.objects.get(storageKey)?.bytes
  }

  async write(storageKey: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.putObject(storageKey, bytes)
  }

  async remove({ storageKey, uploadId }: Pick<Garbage, 'storageKey' | 'uploadId'>): Promise<void> {
    if (uploadId !== undefined && this.uploads.get(uploadId)?.storageKey === storageKey) this.uploads.delete(uploadId)
    this.objects.delete(storageKey)
  }

  #part(bytes: Uint8Array<ArrayBuffer>): MemoryPart {
    return { bytes, checksum: sha256(bytes), uploadedAtMs: this.#clock.nowMs() }
  }

  /** False when there is no such upload. */
  putPart({ storageKey, uploadId }: UploadPlace, partNumber: number, bytes: Uint8Array<ArrayBuffer>): boolean {
    const upload = this.uploads.get(uploadId)
    if (upload?.storageKey !== storageKey) return false
    upload.parts.set(partNumber, this.#part(bytes))
    return true
  }

  putObject(storageKey: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.objects.set(storageKey, { bytes, checksum: sha256(bytes) })
  }
}

function listed(partNumber: number, { bytes, checksum, isUnverified, uploadedAtMs }: MemoryPart): ListedPart {
  const uploaded = uploadedAtMs === undefined ? {} : { uploadedAtMs }
  const vouched = isUnverified ? {} : { checksum }
  return { partNumber, sizeBytes: bytes.byteLength, etag: `"${checksum}"`, ...uploaded, ...vouched }
}

/** Its bytes are put together only when somebody reads them: a large object's parts may share theirs. */
function joined(parts: readonly MemoryPart[], checksum: string): MemoryObject {
  return {
    checksum,
    parts,
    get bytes() {
      return rangeOf(parts, 0, sizeOf(parts))
    },
  }
}

function partsOf(object: MemoryObject): readonly Pick<MemoryPart, 'bytes'>[] {
  return object.parts ?? [object]
}

function sizeOf(parts: readonly Pick<MemoryPart, 'bytes'>[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
}

/** What of the range there is. */
function rangeOf(parts: readonly Pick<MemoryPart, 'bytes'>[], start: number, end: number): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { bytes } of parts) {
    if (at < end && at + bytes.byteLength > start) pieces.push(bytes.subarray(Math.max(0, start - at), end - at))
    at += bytes.byteLength
  }
  return new Uint8Array(Buffer.concat(pieces))
}
