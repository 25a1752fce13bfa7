import { AbortMultipartUploadCommand, DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Garbage } from '../garbage/garbage.ts'
import type { ObjectBin } from './object-bin.ts'
import { isMissing } from './s3-answers.ts'

/** Of a versioned bucket: what is removed can be brought back for as long as the bucket keeps old versions. */
export class S3ObjectBin implements ObjectBin {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(client: S3Client, bucket: string) {
    this.#client = client
    this.#bucket = bucket
  }

  async remove({ storageKey, uploadId }: Pick<Garbage, 'storageKey' | 'uploadId'>): Promise<void> {
    const place = { Bucket: this.#bucket, Key: storageKey }
    // First: an upload that could still be completed would bring the object back.
    if (uploadId !== undefined) await this.#abort({ ...place, UploadId: uploadId })
    await this.#client.send(new DeleteObjectCommand(place))
  }

  async #abort(input: { Bucket: string; Key: string; UploadId: string }): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand(input))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
}
