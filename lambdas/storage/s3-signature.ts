import { SignatureV4 } from '@smithy/signature-v4'
import * as limits from '#contract/limits.ts'
import { type BucketPlace, objectUrl } from './bucket-place.ts'
import { Sha256 } from './sha256.ts'

/** Who signs: the identity that another client of the SDK has found already. */
export interface SigningIdentity {
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials']
  readonly region: () => Promise<string>
}

export interface RequestToSign {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly storageKey: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

export interface SignedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const contentHash = 'X-Amz-Content-Sha256'
/** In the query a checksum would bind nothing: as a header it is part of the signature. */
const unhoistableHeaders = new Set(['x-amz-checksum-sha256'])

/** Signs requests for single objects of one bucket, without S3's client, which is larger than a whole function. */
export class S3Signature {
  readonly #signer: SignatureV4
  readonly #identity: SigningIdentity
  readonly #place: Omit<BucketPlace, 'region'>

  constructor(identity: SigningIdentity, place: Omit<BucketPlace, 'region'>) {
    const { credentials, region } = identity
    // S3 signs paths as they are sent; the other services escape them once more.
    this.#signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false })
    this.#identity = identity
    this.#place = place
  }

  /** An address for somebody else, good for `limits.urlLifeSeconds`; `headers` must go with it as they are. */
  async presign(request: RequestToSign): Promise<string> {
    const unsigned = await this.#unsigned(request, { [contentHash]: 'UNSIGNED-PAYLOAD' })
    const expiresIn = limits.urlLifeSeconds
    const { query = {} } = await this.#signer.presign(unsigned, { expiresIn, unhoistableHeaders })
    const url = new URL(unsigned.href)
    url.search = Object.entries(query)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join('&')
    return url.href
  }

  /** A request to be sent now, by this very process. */
  async sign(request: RequestToSign, body: Uint8Array = new Uint8Array()): Promise<SignedRequest> {
    const hash = new Sha256()
    hash.update(body)
    const bodyHash = Buffer.from(await hash.digest()).toString('hex')
    const unsigned = await this.#unsigned(request, { [contentHash]: bodyHash })
    const { headers } = await this.#signer.sign(unsigned)
    return { url: unsigned.href, headers }
  }

  async #unsigned({ method, storageKey, query = {}, headers = {} }: RequestToSign, more: Record<string, string>) {
    const { href, protocol, host, hostname, port, pathname } = objectUrl(
      { ...this.#place, region: await this.#identity.region() },
      storageKey,
    )
    return {
      ...{ href, method, protocol, hostname, path: pathname, query: { ...query } },
      ...(port === '' ? {} : { port: Number(port) }),
      headers: { host, ...headers, ...more },
    }
  }
}
