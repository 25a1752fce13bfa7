import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DownloadReply } from '#contract/media-downloads.ts'
import { type ApiCaller, callerOf } from './api-caller.ts'
import { type AssetFixture, assetOf, complete, makeAsset, opened, sendAll, upload } from './asset-fixture.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId } from './project-fixture.ts'

const MB = 1_000_000
const MiB = 1024 * 1024
/** Six parts, the last a small one. */
const baseBytes = 44 * MiB

/** Uploads that say which asset they came from. */
export function describeIncrementalContract(target: HttpTarget): void {
  const user = freshId('user')
  const download = async (caller: ApiCaller, id: string, { body }: AssetFixture) => {
    const answer = await caller.call('POST', `/projects/${id}/media/${body.assetId}/download`)
    return new Uint8Array(await (await target.fetch(v.parse(DownloadReply, answer.json).url)).arrayBuffer())
  }

  describe('uploads that came from another asset', { timeout: 60_000 }, () => {
    test('[UP16] an asset with its last 5 MB changed sends under three parts, or all where the store does not vouch for copies', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const base = await makeAsset(baseBytes)
      await upload(target, caller, id, base)
      const changed = await changedAfter(base, baseBytes - 5 * MB)
      const reply = await opened(caller, id, { ...changed.body, baseAssetId: base.body.assetId })
      const sent = reply.signedParts.map(({ partNumber }) => partNumber)
      expect(sent).toEqual(target.copiesNoParts ? [1, 2, 3, 4, 5, 6] : [5, 6])
      expect(reply.uploadedParts.filter(({ checksum }) => checksum !== undefined)).toEqual(
        target.copiesNoParts ? [] : listedOf(changed).slice(0, 4),
      )
      await sendAll(target, changed, reply)
      expect((await complete(caller, id, changed)).json).toMatchObject({ state: 'stored' })
      expect(Buffer.from(await download(caller, id, changed)).equals(changed.bytes)).toBe(true)
    })
    test('[UP16] a part that came out of place is sent, and of bytes shifted by one nothing is copied', async () => {
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const base = await makeAsset(17 * MiB)
      await upload(target, caller, id, base)
      const shifted = await assetOf(shiftedByOne(base.bytes))
      const reply = await opened(caller, id, { ...shifted.body, baseAssetId: base.body.assetId })
      expect(reply.signedParts.map(({ partNumber }) => partNumber)).toEqual([1, 2, 3])
      expect(reply.uploadedParts).toEqual([])
    })
    test("[UP16] a base that is unknown, not stored, of one part, or another user's is as none", async () => {
      const stranger = await callerOf(target, freshId('user'))
      const theirs = await createProject(stranger)
      const caller = await callerOf(target, user)
      const id = await createProject(caller)
      const [foreign, small] = [await makeAsset(17 * MiB), await makeAsset(1000)]
      const waiting = await changedAfter(foreign, 16 * MiB)
      await upload(target, stranger, theirs, foreign)
      await upload(target, caller, id, small)
      await opened(caller, id, { ...waiting.body, parts: [] })
      for (const baseAssetId of [foreign.body.assetId, waiting.body.assetId, small.body.assetId, freshId('asset')]) {
        const mine = await changedAfter(foreign, 16 * MiB)
        const reply = await opened(caller, id, { ...mine.body, baseAssetId })
        expect(reply.signedParts).toHaveLength(3)
        expect(reply.uploadedParts).toEqual([])
      }
    })
  })
}

/** The same file with other bytes from there on. */
async function changedAfter({ bytes }: AssetFixture, start: number): Promise<AssetFixture> {
  const changed = bytes.slice()
  for (let at = start; at < changed.byteLength; at += 65_536) crypto.getRandomValues(changed.subarray(at, at + 65_536))
  return assetOf(changed)
}

function listedOf({ parts }: AssetFixture) {
  return parts.map((part) => ({ ...part, sizeBytes: 8 * MiB }))
}

function shiftedByOne(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const shifted = new Uint8Array(bytes.byteLength + 1)
  shifted.set(bytes, 1)
  return shifted
}
