import * as limits from '#contract/limits.ts'
import { safeMediaType } from '#contract/safe-media-type.ts'
import type { Clock } from '../../lambdas/clock/clock.ts'
import { attachment } from '../../lambdas/storage/attachment.ts'
import { notKept } from '../../lambdas/storage/not-kept.ts'
import type { FileToDownload, PartToUpload, SignedAddress, UrlSigner } from '../../lambdas/storage/url-signer.ts'
import { wholeHeaders } from '../../lambdas/storage/whole-headers.ts'

interface Upload {
  readonly storageKey: string
  readonly sizeBytes: number
  readonly checksum: string
}

/** What one signed address allows. */
export type Grant = { readonly url: string; readonly expiresAtMs: number } & (
  | ({ readonly kind: 'part'; readonly uploadId: string; readonly partNumber: number } & Upload)
  | ({ readonly kind: 'whole' } & Upload)
  | { readonly kind: 'download'; readonly storageKey: string; readonly headers: Record<string, string> }
)
type Unlimited<G> = G extends unknown ? Omit<G, 'url' | 'expiresAtMs'> : never

/** Hands out addresses of the memory store, each bound to what it allows and to a time. */
export class MemoryUrlSigner implements UrlSigner {
  readonly grants = new Map<string, Grant>()
  readonly #storeUrl: string
  readonly #clock: Clock

  constructor(storeUrl: string, clock: Clock) {
    this.#storeUrl = storeUrl
    this.#clock = clock
  }

  async signPart({ storageKey, uploadId, partNumber, sizeBytes, checksum }: PartToUpload): Promise<SignedAddress> {
    const url = this.#grant({ kind: 'part', storageKey, uploadId, partNumber, sizeBytes, checksum })
    return { url, headers: { 'x-amz-checksum-sha256': checksum } }
  }

  async signWhole({ storageKey, sizeBytes, checksum }: Upload): Promise<SignedAddress> {
    const url = this.#grant({ kind: 'whole', storageKey, sizeBytes, checksum })
    return { url, headers: wholeHeaders(checksum) }
  }

  async signDownload({ storageKey, fileName, mime }: FileToDownload): Promise<SignedAddress> {
    const headers = {
      'content-disposition': attachment(fileName),
      'content-type': safeMediaType(mime),
      'cache-control': notKept,
    }
    return { url: this.#grant({ kind: 'download', storageKey, headers }), headers: {} }
  }

  #grant(grant: Unlimited<Grant>): string {
    const expiresAtMs = this.#clock.nowMs() + limits.urlLifeSeconds * 1000
    const signature = `${this.grants.size + 1}`
    const url = `${this.#storeUrl}/${grant.storageKey}?X-Amz-Signature=${signature}`
    this.grants.set(signature, { ...grant, url, expiresAtMs })
    return url
  }
}
