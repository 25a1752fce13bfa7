import { describe, expect, test } from 'vitest'
import type { ObjectStore } from '../../lambdas/storage/object-store.ts'
import type { ObjectUrlSigner, SignedAddress } from '../../lambdas/storage/url-signer.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'

export interface ObjectPorts {
  readonly objects: ObjectStore
  readonly addresses: ObjectUrlSigner
  /** Reaches what `addresses` gives. */
  readonly fetch: typeof fetch
}

const bytes = new TextEncoder().encode('the bytes that were promised')
const other = new TextEncoder().encode('quite other bytes, as many..')
const whole = { sizeBytes: bytes.byteLength, checksum: sha256(bytes) }

/** What every store of whole objects keeps, whatever is under it. */
export function describeObjectStore(name: string, { objects, addresses, fetch }: ObjectPorts): void {
  const someKey = () => `suite-user/snapshots/${crypto.randomUUID()}`
  const put = async ({ url, headers }: SignedAddress, body: Uint8Array<ArrayBuffer> = bytes) =>
    (await fetch(url, { method: 'PUT', headers, body })).status

  describe(`an object store on ${name}`, () => {
    test('[SN2] what was sent to its address is reported with its size and its checksum', async () => {
      const storageKey = someKey()
      expect(await objects.head(storageKey)).toBeUndefined()
      expect(await put(await addresses.signWhole({ storageKey, ...whole }))).toBe(200)
      expect(await objects.head(storageKey)).toEqual(whole)
    })
    test('[SN1] an address takes no other bytes, no other length and no other checksum', async () => {
      const storageKey = someKey()
      const address = await addresses.signWhole({ storageKey, ...whole })
      expect(other.byteLength).toBe(bytes.byteLength)
      expect([400, 403]).toContain(await put(address, other))
      expect([400, 403]).toContain(await put(address, bytes.subarray(1)))
      const headers = { ...address.headers, 'x-amz-checksum-sha256': sha256(other) }
      expect(await put({ ...address, headers }, other)).toBe(403)
      expect(await objects.head(storageKey)).toBeUndefined()
    })
    test('[SE8] an address takes its bytes once, and a second time answers 412', async () => {
      const storageKey = someKey()
      const address = await addresses.signWhole({ storageKey, ...whole })
      expect([await put(address), await put(address)]).toEqual([200, 412])
      const another = await addresses.signWhole({ storageKey, ...whole })
      expect(await put(another)).toBe(412)
      expect(await objects.head(storageKey)).toEqual(whole)
    })
    test('[SE8] an address does not carry its bytes without the header that says once, or with another', async () => {
      const storageKey = someKey()
      const { url, headers } = await addresses.signWhole({ storageKey, ...whole })
      const { 'if-none-match': _, ...unconditional } = headers
      for (const others of [unconditional, { ...unconditional, 'if-none-match': '"another"' }])
        expect(await put({ url, headers: others })).toBe(403)
      expect(await objects.head(storageKey)).toBeUndefined()
    })
    test('[SN5] what is written is read back byte for byte, and what was not written is absent', async () => {
      const storageKey = someKey()
      expect(await objects.read(storageKey)).toBeUndefined()
      const large = new Uint8Array(300_000).map((_, index) => index % 251)
      await objects.write(storageKey, large)
      expect(Buffer.from((await objects.read(storageKey)) ?? []).equals(large)).toBe(true)
      expect(await objects.head(storageKey)).toEqual({ sizeBytes: large.byteLength, checksum: sha256(large) })
    })
    test('[SN4] an address to fetch from gives the bytes as an attachment of a safe type, and takes none', async () => {
      const storageKey = someKey()
      await objects.write(storageKey, bytes)
      const file = { storageKey, fileName: 'Été "1".html', mime: 'text/html' }
      const { url, headers } = await addresses.signDownload(file)
      const reply = await fetch(url, { headers })
      expect(new Uint8Array(await reply.arrayBuffer())).toEqual(bytes)
      expect(reply.headers.get('content-type')).toBe('application/octet-stream')
      expect(reply.headers.get('content-disposition')).toContain(
        'attachment; filename="_t_ _1_.html"; filename*=UTF-8\'\'',
      )
      expect(await put({ url, headers }, other)).toBe(403)
      expect((await objects.head(storageKey))?.checksum).toBe(whole.checksum)
    })
  })
}
