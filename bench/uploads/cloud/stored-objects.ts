import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3'
import type { BenchCloud } from './bench-cloud.ts'

export interface StoredObjects {
  /** SHA-256 of each object, hex. */
  readonly sha256s: readonly string[]
  /** Multipart uploads that nobody completed or aborted. */
  readonly openUploads: number
}

type Store = Pick<BenchCloud, 's3' | 'bucket'>

/** Reads back what is in the bucket, byte for byte. */
export async function readStoredObjects({ s3, bucket }: Store): Promise<StoredObjects> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }))
  const sha256s: string[] = []
  for (const { Key } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
    const hash = createHash('sha256')
    for await (const chunk of Body as Readable) hash.update(chunk)
    sha256s.push(hash.digest('hex'))
  }
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
  return { sha256s, openUploads: Uploads.length }
}

/** Takes all objects with their versions and all open uploads out of the bucket: each run begins in an empty one. */
export async function emptyBucket({ s3, bucket: Bucket }: Store): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }))
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }))
  if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }))
  for (const { Key, UploadId } of Uploads) await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
}
