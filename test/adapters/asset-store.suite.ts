import { describe, expect, test } from 'vitest'
import { composeChecksum } from '#contract/compose-checksum.ts'
import type { AssetStore, ListedPart, UploadPlace } from '../../lambdas/storage/asset-store.ts'
import type { UrlSigner } from '../../lambdas/storage/url-signer.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { describeAddressAttacks } from './address-attacks.suite.ts'

export interface StorePorts {
  readonly store: AssetStore
  readonly signer: UrlSigner
  /** Reaches the addresses that `signer` gives. */
  readonly fetch: typeof fetch
}

/** S3's smallest part, but for the last. */
const wholePartBytes = 5 * 1024 * 1024
const manyParts = 1001
const sentAtOnce = 25
const untilStopped = new AbortController().signal

/** What every asset store keeps, whatever is under it. */
export function describeAssetStore(name: string, { store, signer, fetch }: StorePorts): void {
  const start = async (): Promise<UploadPlace> => {
    const storageKey = `suite-user/${crypto.randomUUID()}`
    return { storageKey, uploadId: await store.startUpload(storageKey, 'video/mp4') }
  }
  const send = async (place: UploadPlace, partNumber: number, bytes: Uint8Array<ArrayBuffer>, sent = bytes) => {
    const signed = { ...place, partNumber, sizeBytes: bytes.byteLength, checksum: sha256(bytes) }
    const { url, headers } = await signer.signPart(signed)
    const { status } = await fetch(url, { method: 'PUT', headers, body: sent })
    return status
  }
  const listed = async (place: UploadPlace): Promise<readonly ListedPart[]> => {
    const listing = await store.listParts(place)
    if (listing.kind === 'gone') throw new Error('The upload is gone.')
    return listing.parts
  }
  const twoParts = async () => {
    const place = await start()
    const bytes = [filled(wholePartBytes, 1), filled(100, 2)] as const
    for (const [index, part] of bytes.entries()) expect(await send(place, index + 1, part)).toBe(200)
    const checksum = await composeChecksum(bytes.map(sha256))
    return { place, parts: await listed(place), whole: { checksum, sizeBytes: wholePartBytes + 100 } }
  }

  describe(`an asset store on ${name}`, { timeout: 60_000 }, () => {
    describeAddressAttacks({ store, signer, fetch })

    test('[UP3] parts sent to their addresses are listed in order, with sizes and checksums', async () => {
      const place = await start()
      const [one, two] = [filled(300, 1), filled(200, 2)]
      expect(await send(place, 2, two)).toBe(200)
      expect(await send(place, 1, one)).toBe(200)
      expect(await listed(place)).toMatchObject([
        { partNumber: 1, sizeBytes: 300, checksum: sha256(one) },
        { partNumber: 2, sizeBytes: 200, checksum: sha256(two) },
      ])
    })
    test('[UP4] a part of other bytes, or of another length, is refused and not listed', async () => {
      const place = await start()
      expect([400, 403]).toContain(await send(place, 1, filled(300, 1), filled(300, 2)))
      expect([400, 403]).toContain(await send(place, 1, filled(300, 1), filled(299, 1)))
      expect(await listed(place)).toEqual([])
    })
    test('[UP13] a part that is sent again takes the place of the first', async () => {
      const place = await start()
      expect(await send(place, 1, filled(300, 1))).toBe(200)
      expect(await send(place, 1, filled(200, 2))).toBe(200)
      expect(await listed(place)).toMatchObject([{ partNumber: 1, sizeBytes: 200, checksum: sha256(filled(200, 2)) }])
    })
    test('[UP3] more parts than one page holds are all listed, each once', async () => {
      const place = await start()
      const numbers = Array.from({ length: manyParts }, (_, index) => index + 1)
      for (let at = 0; at < manyParts; at += sentAtOnce) {
        const batch = numbers.slice(at, at + sentAtOnce)
        const statuses = await Promise.all(batch.map((number) => send(place, number, filled(8, number))))
        expect(new Set(statuses)).toEqual(new Set([200]))
      }
      const parts = await listed(place)
      expect(parts.map(({ partNumber }) => partNumber)).toEqual(numbers)
      expect(parts.at(-1)?.checksum).toBe(sha256(filled(8, manyParts)))
      await store.abortUpload(place)
    })
    test('[UP5] a complete upload is reported with its composite checksum and its size', async () => {
      const { place, parts, whole } = await twoParts()
      expect(await store.completeUpload(place, parts, whole)).toEqual({ kind: 'completed', checksum: whole.checksum })
      expect(await store.head(place.storageKey)).toEqual(whole)
    })
    test('[UP5] another checksum, another size or another part is refused, and nothing is completed', async () => {
      const { place, parts, whole } = await twoParts()
      const otherChecksum = `${sha256(filled(1, 9))}-2`
      const otherPart = parts.map((part) => ({ ...part, etag: '"0"', checksum: sha256(filled(1, part.partNumber)) }))
      const refused = [
        await store.completeUpload(place, parts, { ...whole, checksum: otherChecksum }),
        await store.completeUpload(place, parts, { ...whole, sizeBytes: whole.sizeBytes + 1 }),
        await store.completeUpload(place, otherPart, whole),
        await store.completeUpload(place, parts.slice(0, 1), whole),
      ]
      for (const outcome of refused) expect(outcome).toEqual({ kind: 'parts-changed' })
      expect(await store.head(place.storageKey)).toBeUndefined()
      expect(await listed(place)).toEqual(parts)
    })
    test('[UP16] a part copied from an object is told with the checksum of its bytes, or as one nobody vouches for', async () => {
      const { place, parts, whole } = await twoParts()
      await store.completeUpload(place, parts, whole)
      const into = await start()
      const { storageKey } = place
      const outcome = await store.copyPart(into, 2, { storageKey, start: 5, end: 305 }, untilStopped)
      const copy = await listed(into)
      expect(copy).toMatchObject([{ partNumber: 2, sizeBytes: 300 }])
      if (outcome.kind === 'copied') {
        expect(outcome.part).toEqual(copy[0])
        expect(outcome.part.checksum).toBe(sha256(filled(wholePartBytes, 1).slice(5, 305)))
      } else {
        expect([outcome, copy[0]?.checksum]).toEqual([{ kind: 'unverified' }, undefined])
      }
    })
    test('[UP16] an object tells the checksums of its parts, or of none; one sent whole, or not there, of none', async () => {
      const { place, parts, whole } = await twoParts()
      await store.completeUpload(place, parts, whole)
      const [one, two] = parts.map(({ checksum }) => checksum)
      const all = await store.partChecksums(place.storageKey, 1, 2)
      const told =
        all.size === 0
          ? []
          : [
              [1, one],
              [2, two],
            ]
      expect([...all]).toEqual(told)
      expect([...(await store.partChecksums(place.storageKey, 2, 2))]).toEqual(told.slice(1))
      expect([...(await store.partChecksums(place.storageKey, 1, 1))]).toEqual(told.slice(0, 1))
      expect((await store.partChecksums(`suite-user/${crypto.randomUUID()}`, 1, 2)).size).toBe(0)
    })
    test('[UP16] nothing is copied from an object that is not there, from beyond one, or once it was stopped', async () => {
      const { place, parts, whole } = await twoParts()
      await store.completeUpload(place, parts, whole)
      const into = await start()
      const { storageKey } = place
      const absent = { storageKey: `suite-user/${crypto.randomUUID()}`, start: 0, end: 10 }
      const beyond = { storageKey, start: whole.sizeBytes - 5, end: whole.sizeBytes + 5 }
      const copies = [
        await store.copyPart(into, 1, absent, untilStopped),
        await store.copyPart(into, 2, beyond, untilStopped),
        await store.copyPart(into, 3, { storageKey, start: 0, end: 10 }, AbortSignal.abort()),
      ]
      for (const outcome of copies) expect(outcome).toEqual({ kind: 'not-copied' })
      expect(await listed(into)).toEqual([])
    })
    test('[UP6] when the reply to Complete was lost, the upload is gone and the object tells that it is whole', async () => {
      const { place, parts, whole } = await twoParts()
      await store.completeUpload(place, parts, whole)
      expect(await store.listParts(place)).toEqual({ kind: 'gone' })
      // S3 repeats its answer for a while, and then knows the upload no more.
      expect(['completed', 'gone']).toContain((await store.completeUpload(place, parts, whole)).kind)
      expect(await store.head(place.storageKey)).toEqual(whole)
    })
    test('[UP5] of an upload that never was, nothing can be listed, completed or found', async () => {
      const { place, parts, whole } = await twoParts()
      const never = { storageKey: `suite-user/${crypto.randomUUID()}`, uploadId: place.uploadId }
      expect(await store.listParts(never)).toEqual({ kind: 'gone' })
      expect(await store.completeUpload(never, parts, whole)).toEqual({ kind: 'gone' })
      expect(await store.head(never.storageKey)).toBeUndefined()
    })
    test('[UP3] an upload that is given up is gone, and giving it up may be repeated', async () => {
      const { place } = await twoParts()
      await store.abortUpload(place)
      await store.abortUpload(place)
      expect(await store.listParts(place)).toEqual({ kind: 'gone' })
      expect(await store.head(place.storageKey)).toBeUndefined()
    })
    test('[UP9] a file of one part, or none, is sent whole and reported with its own checksum', async () => {
      for (const bytes of [filled(300, 3), filled(0, 0)]) {
        const file = { storageKey: `suite-user/${crypto.randomUUID()}`, checksum: sha256(bytes) }
        const { url, headers } = await signer.signWhole({ ...file, sizeBytes: bytes.byteLength })
        expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200)
        expect(await store.head(file.storageKey)).toEqual({ checksum: file.checksum, sizeBytes: bytes.byteLength })
      }
    })
  })
}

function filled(sizeBytes: number, value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes).fill(value)
  if (sizeBytes >= 4) new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
