import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, inject, test, vi } from 'vitest'
import { composeChecksum } from '#contract/compose-checksum.ts'
import * as limits from '#contract/limits.ts'
import type { SignedAddress } from '../../lambdas/storage/url-signer.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { localPorts } from './local-ports.ts'

const stores = inject('localStores')
const { store, signer, s3 } = localPorts(stores)
const bytes = new TextEncoder().encode('the bytes that were promised')
const other = new TextEncoder().encode('quite other bytes, as many..')
const someKey = () => `suite-user/${crypto.randomUUID()}`
const fileAt = (storageKey: string) => ({ storageKey, sizeBytes: bytes.byteLength, checksum: sha256(bytes) })
const put = async ({ url, headers }: SignedAddress, body: BodyInit = bytes) => {
  const reply = await fetch(url, { method: 'PUT', headers, body })
  return { status: reply.status, code: /<Code>(\w+)<\/Code>/.exec(await reply.text())?.[1] }
}
const versionsOf = async (key: string) => {
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: stores.bucket, Prefix: key }))
  return Versions.length
}
const changed = (url: string, change: (url: URL) => void) => {
  const to = new URL(url)
  change(to)
  return to.href
}

afterEach(() => void vi.useRealTimers())

describe('signed addresses on versitygw', () => {
  test('[UP4] a file of other bytes or of another length is refused by the store, and nothing is stored', async () => {
    const key = someKey()
    const address = await signer.signWhole(fileAt(key))
    expect(other.byteLength).toBe(bytes.byteLength)
    expect(await put(address, other)).toEqual({ status: 400, code: 'BadDigest' })
    expect((await put(address, bytes.subarray(1))).status).toBe(403)
    expect(await store.head(key)).toBeUndefined()
  })
  test('[SR4] an address with another checksum, or none, does not carry its signature', async () => {
    const key = someKey()
    const { url, headers: signed } = await signer.signWhole(fileAt(key))
    const headers = { ...signed, 'x-amz-checksum-sha256': sha256(other) }
    expect(await put({ url, headers }, other)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' })
    expect((await put({ url, headers: {} })).status).toBe(403)
    expect(await store.head(key)).toBeUndefined()
  })
  test('[SE8] of many PUTs to one address at once one is taken, and the bucket has one version', async () => {
    const key = someKey()
    const address = await signer.signWhole(fileAt(key))
    const answers = await Promise.all(Array.from({ length: 12 }, () => put(address)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, code } of answers) {
      if (status !== 200) expect([status, code]).toEqual([412, 'PreconditionFailed'])
    }
    expect(await versionsOf(key)).toBe(1)
  })
  test('[SR4] an address is good for one object, one part and one method', async () => {
    const storageKey = someKey()
    const uploadId = await store.startUpload(storageKey, 'video/mp4')
    const { url, headers } = await signer.signPart({ ...fileAt(storageKey), uploadId, partNumber: 1 })
    const elsewhere = [
      changed(url, (to) => to.searchParams.set('partNumber', '2')),
      changed(url, (to) => to.searchParams.set('uploadId', 'another')),
      changed(url, (to) => to.searchParams.set('X-Amz-Expires', '604800')),
      url.replace(storageKey, someKey()),
    ]
    for (const to of elsewhere) expect((await put({ url: to, headers })).status).toBe(403)
    expect((await fetch(url, { headers })).status).toBe(403)
    expect(await store.listParts({ storageKey, uploadId })).toEqual({ kind: 'listed', parts: [] })
    expect((await put({ url, headers })).status).toBe(200)
  })
  test('[SR4] an address takes and gives nothing once its life is over', async () => {
    const [key, missed] = [someKey(), someKey()]
    expect((await put(await signer.signWhole(fileAt(key)))).status).toBe(200)
    const lifeMs = limits.urlLifeSeconds * 1000
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - lifeMs - 60_000 })
    const late = await signer.signWhole(fileAt(missed))
    const download = await signer.signDownload({ storageKey: key, fileName: 'f.mp4', mime: 'video/mp4' })
    vi.useRealTimers()
    expect(await put(late)).toEqual({ status: 403, code: 'AccessDenied' })
    expect((await fetch(download.url)).status).toBe(403)
    expect(await store.head(missed)).toBeUndefined()
  })
  test.each([
    ['x-amz-acl', 'public-read'],
    ['x-amz-storage-class', 'GLACIER'],
    ['x-amz-tagging', 'kept=forever'],
    ['x-amz-meta-owner', 'somebody else'],
    ['x-amz-website-redirect-location', 'https://attacker.test/'],
    ['x-amz-object-lock-mode', 'COMPLIANCE'],
    ['x-amz-copy-source', '/reelsync/another'],
  ])('[SE7] an address does not carry a header that nobody signed: %s', async (name, value) => {
    const key = someKey()
    const { url, headers } = await signer.signWhole(fileAt(key))
    expect(await put({ url, headers: { ...headers, [name]: value } })).toEqual({ status: 403, code: 'AccessDenied' })
    expect(await store.head(key)).toBeUndefined()
  })
  test('[SE7] an address without its signature, or with none of what was signed, is refused', async () => {
    const key = someKey()
    const { url, headers } = await signer.signWhole(fileAt(key))
    const unsigned = changed(url, (to) => to.searchParams.delete('X-Amz-Signature'))
    const bare = changed(url, (to) => {
      to.search = ''
    })
    for (const to of [unsigned, bare]) expect([400, 403]).toContain((await put({ url: to, headers })).status)
    expect(await store.head(key)).toBeUndefined()
  })
  test('[UP14] a download gives the bytes and ranges of them, as an attachment of a safe type', async () => {
    const key = someKey()
    expect((await put(await signer.signWhole(fileAt(key)))).status).toBe(200)
    const { url } = await signer.signDownload({ storageKey: key, fileName: 'holiday.html', mime: 'text/html' })
    const whole = await fetch(url)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes)
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(whole.headers.get('content-type')).toBe('application/octet-stream')
    const part = await fetch(url, { headers: { range: 'bytes=4-8' } })
    expect(part.status).toBe(206)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(4, 9))
  })
  test('[UP5] a part under 5 MiB that is not the last is refused at Complete, and nothing is completed', async () => {
    const storageKey = someKey()
    const place = { storageKey, uploadId: await store.startUpload(storageKey, 'video/mp4') }
    for (const partNumber of [1, 2]) {
      const address = await signer.signPart({ ...fileAt(storageKey), ...place, partNumber })
      expect((await put(address)).status).toBe(200)
    }
    const listing = await store.listParts(place)
    if (listing.kind === 'gone') throw new Error('The upload is gone.')
    const checksum = await composeChecksum(listing.parts.map(() => sha256(bytes)))
    const whole = { checksum, sizeBytes: 2 * bytes.byteLength }
    expect(await store.completeUpload(place, listing.parts, whole)).toEqual({ kind: 'parts-changed' })
    expect(await store.head(storageKey)).toBeUndefined()
    expect(await store.listParts(place)).toEqual(listing)
  })
})
