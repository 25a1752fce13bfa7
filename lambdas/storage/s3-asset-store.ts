import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import * as v from 'valibot'
import { safeMediaType } from '#contract/safe-media-type.ts'
import type {
  AssetStore,
  CompleteOutcome,
  CopyOutcome,
  ListedPart,
  ObjectRange,
  PartListing,
  StoredObject,
  UploadPlace,
} from './asset-store.ts'
import { completeFailure, isMissing, isNotCopied } from './s3-answers.ts'
import { Attributes, Completed, Copied, Head, type KeptParts, listedPart, PartPage, Started } from './s3-replies.ts'

/** Well inside the 30 s after which API Gateway gives up on a reply. */
const longestAssemblyMs = 20_000

/** Objects in one bucket, checked by S3's own SHA-256. */
export class S3AssetStore implements AssetStore {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(client: S3Client, bucket: string) {
    this.#client = client
    this.#bucket = bucket
  }

  async startUpload(storageKey: string, mime: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...this.#place(storageKey),
      // What reaches the object past our own addresses is told no other type than they tell.
      ContentType: safeMediaType(mime),
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
    })
    return v.parse(Started, await this.#client.send(command)).UploadId
  }

  async listParts({ storageKey, uploadId }: UploadPlace): Promise<PartListing> {
    const parts: ListedPart[] = []
    let after: string | undefined
    try {
      // Only IsTruncated tells whether a page follows: stores name a next marker on the last page too.
      do {
        const place = { ...this.#place(storageKey), UploadId: uploadId, PartNumberMarker: after }
        const page = v.parse(PartPage, await this.#client.send(new ListPartsCommand(place)))
        parts.push(...page.Parts.map(listedPart))
        after = page.IsTruncated ? page.NextPartNumberMarker : undefined
      } while (after !== undefined)
    } catch (error) {
      if (isMissing(error)) return { kind: 'gone' }
      throw error
    }
    return { kind: 'listed', parts: parts.sort((a, b) => a.partNumber - b.partNumber) }
  }

  async completeUpload(
    { storageKey, uploadId }: UploadPlace,
    parts: readonly ListedPart[],
    whole: { readonly checksum: string; readonly sizeBytes: number },
  ): Promise<CompleteOutcome> {
    const command = new CompleteMultipartUploadCommand({
      ...this.#place(storageKey),
      UploadId: uploadId,
      ChecksumSHA256: whole.checksum,
      ChecksumType: 'COMPOSITE',
      MpuObjectSize: whole.sizeBytes,
      MultipartUpload: {
        Parts: parts.map(({ partNumber, etag, checksum }) => ({
          PartNumber: partNumber,
          ETag: etag,
          ChecksumSHA256: checksum,
        })),
      },
    })
    try {
      const reply = await this.#client.send(command, { abortSignal: AbortSignal.timeout(longestAssemblyMs) })
      const { ChecksumSHA256 } = v.parse(Completed, reply)
      return { kind: 'completed', ...(ChecksumSHA256 === undefined ? {} : { checksum: ChecksumSHA256 }) }
    } catch (error) {
      return completeFailure(error)
    }
  }

  async abortUpload({ storageKey, uploadId }: UploadPlace): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#place(storageKey), UploadId: uploadId }))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  async partChecksums(storageKey: string, first: number, last: number): Promise<ReadonlyMap<number, string>> {
    const checksums = new Map<number, string>()
    try {
      let after: string | undefined = `${first - 1}`
      while (after !== undefined && Number(after) < last) {
        const page: v.InferOutput<typeof KeptParts> = await this.#keptParts(storageKey, after)
        for (const { PartNumber, ChecksumSHA256 } of page.Parts) {
          if (PartNumber <= last && ChecksumSHA256 !== undefined) checksums.set(PartNumber, ChecksumSHA256)
        }
        after = page.IsTruncated ? page.NextPartNumberMarker : undefined
      }
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    return checksums
  }

  async copyPart(
    { storageKey, uploadId }: UploadPlace,
    partNumber: number,
    from: ObjectRange,
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    const command = new UploadPartCopyCommand({
      ...this.#place(storageKey),
      ...{ UploadId: uploadId, PartNumber: partNumber },
      CopySource: `${this.#bucket}/${from.storageKey}`,
      CopySourceRange: `bytes=${from.start}-${from.end - 1}`,
    })
    try {
      const { CopyPartResult } = v.parse(Copied, await this.#client.send(command, { abortSignal: signal }))
      const part = listedPart({ PartNumber: partNumber, Size: from.end - from.start, ...CopyPartResult })
      return part.checksum === undefined ? { kind: 'unverified' } : { kind: 'copied', part }
    } catch (error) {
      if (isNotCopied(error)) return { kind: 'not-copied' }
      throw error
    }
  }

  async head(storageKey: string): Promise<StoredObject | undefined> {
    try {
      const command = new HeadObjectCommand({ ...this.#place(storageKey), ChecksumMode: 'ENABLED' })
      const { ContentLength, ChecksumSHA256 } = v.parse(Head, await this.#client.send(command))
      return { sizeBytes: ContentLength, ...(ChecksumSHA256 === undefined ? {} : { checksum: ChecksumSHA256 }) }
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async #keptParts(storageKey: string, PartNumberMarker: string) {
    const asked = { ObjectAttributes: ['ObjectParts' as const], PartNumberMarker }
    const command = new GetObjectAttributesCommand({ ...this.#place(storageKey), ...asked })
    return v.parse(Attributes, await this.#client.send(command)).ObjectParts
  }

  #place(storageKey: string) {
    return { Bucket: this.#bucket, Key: storageKey }
  }
}
