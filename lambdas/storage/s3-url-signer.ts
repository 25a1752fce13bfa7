import {
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import * as limits from '#contract/limits.ts'
import { safeMediaType } from '#contract/safe-media-type.ts'
import { attachment } from './attachment.ts'
import { notKept } from './not-kept.ts'
import type { FileToDownload, PartToUpload, SignedAddress, UrlSigner } from './url-signer.ts'
import { wholeHeaders } from './whole-headers.ts'

const checksumHeader = 'x-amz-checksum-sha256'
const expiresIn = limits.urlLifeSeconds
// In the query a checksum would bind nothing: as a header it is part of the signature.
const upload = { expiresIn, unhoistableHeaders: new Set([checksumHeader]) }

/**
 * Signs addresses of one bucket.
 *
 * The client must be made with `requestChecksumCalculation: 'WHEN_REQUIRED'`, or the checksum of an empty body is signed in.
 */
export class S3UrlSigner implements UrlSigner {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(client: S3Client, bucket: string) {
    this.#client = client
    this.#bucket = bucket
  }

  async signPart({ storageKey, uploadId, partNumber, sizeBytes, checksum }: PartToUpload): Promise<SignedAddress> {
    const bound = { ContentLength: sizeBytes, ChecksumSHA256: checksum }
    const command = new UploadPartCommand({
      ...this.#place(storageKey),
      ...{ UploadId: uploadId, PartNumber: partNumber },
      ...bound,
    })
    return { url: await getSignedUrl(this.#client, command, upload), headers: { [checksumHeader]: checksum } }
  }

  async signWhole({ storageKey, sizeBytes, checksum }: Omit<PartToUpload, 'uploadId' | 'partNumber'>) {
    const headers = wholeHeaders(checksum)
    const bound = { ContentLength: sizeBytes, ChecksumSHA256: checksum, IfNoneMatch: headers['if-none-match'] }
    const command = new PutObjectCommand({ ...this.#place(storageKey), ...bound })
    return { url: await getSignedUrl(this.#client, command, upload), headers }
  }

  async signDownload({ storageKey, fileName, mime }: FileToDownload): Promise<SignedAddress> {
    const input: GetObjectCommandInput = {
      ...this.#place(storageKey),
      ResponseContentDisposition: attachment(fileName),
      ResponseContentType: safeMediaType(mime),
      ResponseCacheControl: notKept,
    }
    return { url: await getSignedUrl(this.#client, new GetObjectCommand(input), { expiresIn }), headers: {} }
  }

  #place(storageKey: string) {
    return { Bucket: this.#bucket, Key: storageKey }
  }
}
