import { afterEach, expect, test, vi } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { SignedAddress } from '../../lambdas/storage/url-signer.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import type { StorePorts } from './asset-store.suite.ts'

const bytes = new TextEncoder().encode('the bytes that were promised')
const someKey = () => `suite-user/${crypto.randomUUID()}`
const promised = (storageKey: string) => ({ storageKey, sizeBytes: bytes.byteLength, checksum: sha256(bytes) })
const lifeMs = limits.urlLifeSeconds * 1000

/** What a signed address must not do, once it was given out. */
export function describeAddressAttacks({ store, signer, fetch }: StorePorts): void {
  const put = async ({ url, headers }: SignedAddress) =>
    (await fetch(url, { method: 'PUT', headers, body: bytes })).status
  const begin = async () => {
    const storageKey = someKey()
    return { storageKey, uploadId: await store.startUpload(storageKey, 'video/mp4') }
  }
  /** Signs as if it had been asked for so long ago. */
  const signedAgo = async <T>(ageMs: number, sign: () => Promise<T>) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - ageMs })
    const signed = await sign()
    vi.useRealTimers()
    return signed
  }
  afterEach(() => void vi.useRealTimers())

  test('[SE7] an upload’s address is refused once its life is over, and not a minute before', async () => {
    const [place, whole] = [await begin(), someKey()]
    const sign = [
      () => signer.signPart({ ...promised(place.storageKey), ...place, partNumber: 1 }),
      () => signer.signWhole(promised(whole)),
    ]
    for (const one of sign) expect(await put(await signedAgo(lifeMs + 60_000, one))).toBe(403)
    expect(await store.listParts(place)).toEqual({ kind: 'listed', parts: [] })
    expect(await store.head(whole)).toBeUndefined()
    for (const one of sign) expect(await put(await signedAgo(lifeMs - 60_000, one))).toBe(200)
  })
  test('[SE7] a download’s address is refused once its life is over', async () => {
    const storageKey = someKey()
    expect(await put(await signer.signWhole(promised(storageKey)))).toBe(200)
    const sign = () => signer.signDownload({ storageKey, fileName: 'f.mp4', mime: 'video/mp4' })
    expect((await fetch((await signedAgo(lifeMs + 60_000, sign)).url)).status).toBe(403)
    expect((await fetch((await signedAgo(lifeMs - 60_000, sign)).url)).status).toBe(200)
  })
  test('[SE7] a part’s address leads nowhere once its upload was given up, and starts none', async () => {
    const place = await begin()
    const address = await signer.signPart({ ...promised(place.storageKey), ...place, partNumber: 1 })
    await store.abortUpload(place)
    expect(await put(address)).toBe(404)
    expect(await store.listParts(place)).toEqual({ kind: 'gone' })
    expect(await store.head(place.storageKey)).toBeUndefined()
  })
  test('[SE7] a part’s address is refused for another object’s upload', async () => {
    const [mine, other] = [await begin(), await begin()]
    const { url, headers } = await signer.signPart({ ...promised(mine.storageKey), ...mine, partNumber: 1 })
    const to = new URL(url)
    to.searchParams.set('uploadId', other.uploadId)
    for (const address of [url.replace(mine.storageKey, other.storageKey), to.href]) {
      expect(await put({ url: address, headers })).toBe(403)
      expect(await put({ url: address.replace(mine.storageKey, other.storageKey), headers })).toBe(403)
    }
    for (const place of [mine, other]) expect(await store.listParts(place)).toEqual({ kind: 'listed', parts: [] })
  })
}
