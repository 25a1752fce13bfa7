import * as v from 'valibot'
import { ApiFailure } from '../errors/api-failure.ts'
import type { StoredObject } from './asset-store.ts'
import { longestSilenceMs } from './longest-silence.ts'
import type { ObjectStore } from './object-store.ts'
import type { RequestToSign, S3Signature } from './s3-signature.ts'
import { Sha256 } from './sha256.ts'

const Head = v.object({
  'content-length': v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)),
  'x-amz-checksum-sha256': v.optional(v.string()),
})
/** A connection that lay idle may be gone; every request here may be made twice. */
const attempts = 2
const busyRetryAfterMs = 1_000

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** Objects of one bucket by plain signed requests, one for each method. */
export class SignedObjectStore implements ObjectStore {
  readonly #signature: S3Signature
  readonly #fetch: typeof fetch
  readonly #silenceMs: number

  constructor(signature: S3Signature, fetcher: typeof fetch = fetch, silenceMs = longestSilenceMs) {
    this.#signature = signature
    this.#fetch = fetcher
    this.#silenceMs = silenceMs
  }

  async head(storageKey: string): Promise<StoredObject | undefined> {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' }
    const reply = await this.#send({ method: 'HEAD', storageKey, headers })
    if (reply === undefined) return undefined
    const { 'content-length': sizeBytes, 'x-amz-checksum-sha256': checksum } = v.parse(
      Head,
      Object.fromEntries(reply.headers),
    )
    return { sizeBytes, ...(checksum === undefined ? {} : { checksum }) }
  }

  async read(storageKey: string): Promise<Uint8Array | undefined> {
    return (await this.#send({ method: 'GET', storageKey }))?.bytes
  }

  async write(storageKey: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const hash = new Sha256()
    hash.update(bytes)
    const headers = { 'x-amz-checksum-sha256': Buffer.from(await hash.digest()).toString('base64') }
    const reply = await this.#send({ method: 'PUT', storageKey, headers }, bytes)
    if (reply === undefined) throw new Error('The store has no such bucket.')
  }

  /** @throws ApiFailure `unavailable` where the store is busy or does not answer */
  async #send(request: RequestToSign, body?: Uint8Array<ArrayBuffer>): Promise<Answer | undefined> {
    const answer = await this.#answer(request, body)
    const { status } = answer
    if (status < 300) return answer
    if (status === 404) return undefined
    const refusal = new Error(`The store answered ${status} to ${request.method}.`)
    throw status === 429 || status >= 500 ? busy(refusal) : refusal
  }

  async #answer(request: RequestToSign, body: Uint8Array<ArrayBuffer> | undefined): Promise<Answer> {
    const { method } = request
    let lost: unknown
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { url, headers } = await this.#signature.sign(request, body)
      try {
        const signal = AbortSignal.timeout(this.#silenceMs)
        const reply = await this.#fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) })
        // To its end, also of what is refused: an unread body holds its connection, and one may break off.
        return { status: reply.status, headers: reply.headers, bytes: new Uint8Array(await reply.arrayBuffer()) }
      } catch (error) {
        if (!isLost(error)) throw error
        lost = error
      }
    }
    throw busy(lost)
  }
}

/** Of an object of a list, at most some MB: whoever has not got it in that time is no longer being answered. */
function isLost(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')
}

function busy(cause: unknown): ApiFailure {
  return new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs }, { cause })
}
