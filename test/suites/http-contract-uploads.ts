import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ListMediaReply } from '#contract/media.ts'
import { ProjectReply } from '#contract/projects.ts'
import { callerOf, problemIn } from './api-caller.ts'
import {
  type AssetFixture,
  assetOf,
  complete,
  makeAsset,
  opened,
  partBytes,
  presign,
  send,
  sendAll,
  upload,
} from './asset-fixture.ts'
import { describeSharedUploads } from './http-contract-shared-uploads.ts'
import { describeUploadRefusals } from './http-contract-upload-refusals.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId, written } from './project-fixture.ts'

const MiB = 1024 * 1024
const twoParts = 9 * MiB

/** Uploads over presigned addresses, from presign to complete. */
export function describeUploadContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  describe('uploads', { timeout: 60_000 }, () => {
    describeUploadRefusals(target)
    describeSharedUploads(target)

    test.each([
      ['[UP9] an empty file', 0],
      ['[UP1] a file of one part', 100_000],
      ['[UP1] a file of exactly one whole part', 8 * MiB],
      ['[UP5] a file of two parts', twoParts],
    ])('%s is presigned, sent and completed, and its project then has it', async (_, sizeBytes) => {
      const caller = await device()
      const asset = sizeBytes === 0 ? await assetOf(new Uint8Array(0)) : await makeAsset(sizeBytes)
      const emptyUser = sizeBytes === 0 ? await callerOf(target, freshId('user')) : caller
      const { assetId, checksum } = asset.body
      const id = await createProject(emptyUser, { assetIds: [assetId] })
      expect(await upload(target, emptyUser, id, asset)).toEqual({ state: 'stored', mediaRev: 1 })
      const { media } = v.parse(ListMediaReply, (await emptyUser.call('GET', `/projects/${id}/media`)).json)
      expect(media).toMatchObject([{ assetId, state: 'stored', sizeBytes, checksum }])
      const { assets } = v.parse(ProjectReply, (await emptyUser.call('GET', `/projects/${id}`)).json)
      expect(assets).toMatchObject([{ assetId, state: 'stored', sizeBytes, checksum }])
    })
    test('[UP2] bytes the account has are answered stored, in another project and under another id', async () => {
      const caller = await device()
      const asset = await makeAsset(twoParts)
      await upload(target, caller, await createProject(caller), asset)
      const assetId = freshId('asset')
      const other = await createProject(caller, { assetIds: [assetId] })
      expect((await presign(caller, other, { ...asset.body, assetId })).json).toEqual({ state: 'stored' })
      expect((await presign(caller, other, { ...asset.body, assetId })).json).toEqual({ state: 'stored' })
      expect((await caller.call('GET', `/projects/${other}`)).json).toMatchObject({
        mediaRev: 1,
        assets: [{ assetId, state: 'stored' }],
      })
    })
    test("[UP2] bytes of another user's account are never answered stored", async () => {
      const asset = await makeAsset(1000)
      const owner = await device()
      await upload(target, owner, await createProject(owner), asset)
      const stranger = await callerOf(target, freshId('user'))
      const reply = await opened(stranger, await createProject(stranger), asset.body)
      expect(reply.signedParts).toHaveLength(1)
    })
    test('[UP3] presign continues: what the store has is listed, and only the rest is signed', async () => {
      const caller = await device()
      const id = await createProject(caller)
      const asset = await makeAsset(twoParts)
      const first = await opened(caller, id, asset.body)
      await sendPart(target, asset, first, 2)
      const again = await opened(caller, id, asset.body)
      expect(again.uploadId).toBe(first.uploadId)
      expect(again.uploadedParts).toEqual([{ partNumber: 2, sizeBytes: 1 * MiB, checksum: asset.parts[1]?.checksum }])
      expect(again.signedParts.map(({ partNumber }) => partNumber)).toEqual([1])
      await sendAll(target, asset, again)
      expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    })
    test('[UP38] presign finds a file of one part that was sent already, and answers stored', async () => {
      const caller = await device()
      const asset = await makeAsset(1000)
      const id = await createProject(caller, { assetIds: [asset.body.assetId] })
      const first = await opened(caller, id, asset.body)
      expect((await opened(caller, id, asset.body)).uploadId).toBe(first.uploadId)
      await sendAll(target, asset, first)
      expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
      expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    })
    test('[UP3] only the parts asked for are signed', async () => {
      const caller = await device()
      const asset = await makeAsset(twoParts)
      const id = await createProject(caller)
      expect((await opened(caller, id, { ...asset.body, parts: [] })).signedParts).toEqual([])
      const [, second] = asset.parts
      const reply = await opened(caller, id, { ...asset.body, parts: second === undefined ? [] : [second] })
      expect(reply.signedParts.map(({ partNumber }) => partNumber)).toEqual([2])
    })
    test('[UP13] a part whose stored bytes differ is signed again', async () => {
      const caller = await device()
      const id = await createProject(caller)
      const asset = await makeAsset(twoParts)
      const other = await makeAsset(twoParts)
      const wrong = { ...asset.body, parts: other.parts }
      await sendAll(target, other, await opened(caller, id, wrong))
      expect(problemIn(await complete(caller, id, asset)).code).toBe('checksum-mismatch')
      const again = await opened(caller, id, asset.body)
      expect(again.signedParts.map(({ partNumber }) => partNumber)).toEqual([1, 2])
      await sendAll(target, asset, again)
      expect((await complete(caller, id, asset)).json).toMatchObject({ state: 'stored' })
    })
    test('[UP6] complete may be repeated', async () => {
      const caller = await device()
      const id = await createProject(caller)
      for (const asset of [await makeAsset(1000), await makeAsset(twoParts)]) {
        const first = await upload(target, caller, id, asset)
        expect((await complete(caller, id, asset)).json).toEqual(first)
      }
    })
    test('[UP6] two completes at once both answer stored', async () => {
      const caller = await device()
      const id = await createProject(caller)
      const asset = await makeAsset(twoParts)
      await sendAll(target, asset, await opened(caller, id, asset.body))
      const answers = await Promise.all([complete(caller, id, asset), complete(caller, id, asset)])
      expect(answers.map(({ json }) => json)).toMatchObject([{ state: 'stored' }, { state: 'stored' }])
    })
    test("[UP6] with another device's write between a lost complete and its repetition, both count", async () => {
      const caller = await device()
      const asset = await makeAsset(1000)
      const id = await createProject(caller, { assetIds: [asset.body.assetId] })
      await upload(target, caller, id, asset)
      expect(await written(caller, id, { baseVersion: 1, assetIds: [asset.body.assetId] })).toMatchObject({
        version: 2,
        mediaRev: 1,
        missingAssets: [],
      })
      expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    })
    test('[UP7] completing raises mediaRev and updatedAt of every project that waits, and its ETag', async () => {
      const caller = await device()
      const asset = await makeAsset(twoParts)
      const ids = [await createProject(caller), await createProject(caller)]
      const before = await Promise.all(ids.map((id) => caller.call('GET', `/projects/${id}`)))
      const sessions = []
      for (const id of ids) sessions.push(await opened(caller, id, asset.body))
      expect(sessions[1]?.uploadId).toBe(sessions[0]?.uploadId)
      for (const session of sessions.slice(0, 1)) await sendAll(target, asset, session)
      await complete(caller, ids[0] as string, asset)
      for (const [index, id] of ids.entries()) {
        const etag = before[index]?.headers.get('etag') ?? ''
        const after = await caller.call('GET', `/projects/${id}`, { headers: { 'if-none-match': etag } })
        expect([after.status, after.headers.get('etag')]).toEqual([200, '"1.1"'])
        const { updatedAtMs } = v.parse(ProjectReply, before[index]?.json)
        expect(v.parse(ProjectReply, after.json).updatedAtMs).toBeGreaterThanOrEqual(updatedAtMs)
      }
      expect((await complete(caller, ids[1] as string, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    })
    test('[UP3] two devices that presign the same bytes at once share one upload', async () => {
      const caller = await device()
      const id = await createProject(caller)
      const asset = await makeAsset(twoParts)
      const replies = await Promise.all([opened(caller, id, asset.body), opened(caller, id, asset.body)])
      expect(replies[0].uploadId).toBe(replies[1].uploadId)
    })
  })
}

async function sendPart(
  target: HttpTarget,
  asset: AssetFixture,
  reply: Awaited<ReturnType<typeof opened>>,
  partNumber: number,
): Promise<void> {
  const signed = reply.signedParts.find((part) => part.partNumber === partNumber)
  if (signed === undefined) throw new Error(`Part ${partNumber} was not signed.`)
  const response = await send(target, signed, partBytes(asset.bytes, asset.plan, partNumber))
  expect(response.status).toBe(200)
}
