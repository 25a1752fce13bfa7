import { describe, expect, test } from 'vitest'
import type { ObjectBin } from '../../lambdas/storage/object-bin.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import type { StorePorts } from './asset-store.suite.ts'

/** What is taken out of a store is out of it, whatever was there. */
export function describeObjectBin(
  name: string,
  { store, signer, fetch, bin }: StorePorts & { readonly bin: ObjectBin },
) {
  describe(`an object bin on ${name}`, () => {
    const bytes = new Uint8Array([1, 2, 3])
    const file = () => ({ storageKey: `suite-user/${crypto.randomUUID()}`, checksum: sha256(bytes), sizeBytes: 3 })
    test('[HK2] an object is gone, and taking it out may be repeated', async () => {
      const one = file()
      const { url, headers } = await signer.signWhole(one)
      await fetch(url, { method: 'PUT', headers, body: bytes })
      expect(await store.head(one.storageKey)).toBeDefined()
      for (const _ of [1, 2]) await bin.remove(one)
      expect(await store.head(one.storageKey)).toBeUndefined()
    })
    test('[HK8] an open upload is gone with its parts, and its parts had told when they came', async () => {
      const { storageKey, ...part } = file()
      const uploadId = await store.startUpload(storageKey, 'video/mp4')
      const { url, headers } = await signer.signPart({ storageKey, uploadId, partNumber: 1, ...part })
      const beforeMs = Date.now() - 60_000
      await fetch(url, { method: 'PUT', headers, body: bytes })
      const listing = await store.listParts({ storageKey, uploadId })
      const [listed] = listing.kind === 'listed' ? listing.parts : []
      expect(listed?.uploadedAtMs).toBeGreaterThan(beforeMs)
      for (const _ of [1, 2]) await bin.remove({ storageKey, uploadId })
      expect(await store.listParts({ storageKey, uploadId })).toEqual({ kind: 'gone' })
    })
  })
}
