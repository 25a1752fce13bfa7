import { safeMediaType } from '#contract/safe-media-type.ts'
import { attachment } from './attachment.ts'
import { notKept } from './not-kept.ts'
import type { S3Signature } from './s3-signature.ts'
import type { FileToDownload, FileToUpload, ObjectUrlSigner, SignedAddress } from './url-signer.ts'
import { wholeHeaders } from './whole-headers.ts'

/** Signs addresses of whole objects; those of parts take S3's own client. */
export class SignedUrlSigner implements ObjectUrlSigner {
  readonly #signature: S3Signature

  constructor(signature: S3Signature) {
    this.#signature = signature
  }

  async signWhole({ storageKey, sizeBytes, checksum }: FileToUpload): Promise<SignedAddress> {
    const headers = wholeHeaders(checksum)
    const bound = { ...headers, 'content-length': String(sizeBytes) }
    return { url: await this.#signature.presign({ method: 'PUT', storageKey, headers: bound }), headers }
  }

  async signDownload({ storageKey, fileName, mime }: FileToDownload): Promise<SignedAddress> {
    const query = {
      'response-content-disposition': attachment(fileName),
      'response-content-type': safeMediaType(mime),
      'response-cache-control': notKept,
    }
    return { url: await this.#signature.presign({ method: 'GET', storageKey, query }), headers: {} }
  }
}
