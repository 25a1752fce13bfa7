import { expect, test } from 'vitest'
import { identityKey } from '../../../lambdas/media/asset-identity.ts'
import { rowKey } from '../../../testing/cloud/memory-database.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { complete, makeAsset, opened, presign, sendAll } from '../../suites/asset-fixture.ts'
import { createProject } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const twoParts = 9 * 1024 * 1024

async function sentUpload() {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const asset = await makeAsset(twoParts)
  await sendAll(target, asset, await opened(caller, id, asset.body))
  const { objects } = target.server
  const [uploadId, upload] = [...objects.uploads][0] ?? []
  if (uploadId === undefined || upload === undefined) throw new Error('No upload is open.')
  return { target, caller, id, asset, objects, uploadId, storageKey: upload.storageKey }
}

test('[UP6] while the store assembles, complete answers 202 with Retry-After, and later stored', async () => {
  const { caller, id, asset, objects } = await sentUpload()
  objects.completeAnswers.push({ kind: 'assembling' })
  const answer = await complete(caller, id, asset)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '2'])
  expect(answer.json).toEqual({ state: 'assembling', retryAfterMs: 2000 })
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
})

test('[UP6] an upload that the store completed, but whose reply was lost, is completed by the next call', async () => {
  const { caller, id, asset, objects, uploadId, storageKey } = await sentUpload()
  objects.objects.set(storageKey, { bytes: asset.bytes, checksum: asset.body.checksum })
  objects.uploads.delete(uploadId)
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
})

test('[UP6] an upload that the store completed, but whose reply was lost, is also settled by presign', async () => {
  const { caller, id, asset, objects, uploadId, storageKey } = await sentUpload()
  objects.objects.set(storageKey, { bytes: asset.bytes, checksum: asset.body.checksum })
  objects.uploads.delete(uploadId)
  expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
})

test('[UP6] a complete whose reply is lost on the way answers stored when repeated', async () => {
  const { target, caller, id, asset } = await sentUpload()
  target.server.afterHandling = () => 'lost'
  await expect(complete(caller, id, asset)).rejects.toThrow(TypeError)
  target.server.afterHandling = () => undefined
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
})

test('[UP5] where the reply to Complete names no checksum, or another, what lies under the key decides', async () => {
  for (const checksum of [undefined, `${'A'.repeat(43)}=-2`]) {
    const { caller, id, asset, objects, storageKey } = await sentUpload()
    const reply = { kind: 'completed', ...(checksum === undefined ? {} : { checksum }) } as const
    objects.completeAnswers.push(reply, reply)
    expect(problemIn(await complete(caller, id, asset)).code).toBe('upload-incomplete')
    objects.objects.set(storageKey, { bytes: asset.bytes, checksum: asset.body.checksum })
    expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
  }
})

test('[UP5] a Complete that made another object than the asset never becomes stored', async () => {
  const { caller, id, asset, objects, storageKey } = await sentUpload()
  const checksum = `${'A'.repeat(43)}=-2`
  objects.completeAnswers.push({ kind: 'completed', checksum })
  objects.objects.set(storageKey, { bytes: asset.bytes, checksum })
  expect(problemIn(await complete(caller, id, asset)).code).toBe('checksum-mismatch')
  expect((await caller.call('GET', `/projects/${id}/media`)).json).toMatchObject({ media: [{ state: 'uploading' }] })
})

test('[UP1] an upload begun under an older part rule is completed from its own row', async () => {
  const { target, caller, id, asset } = await sentUpload()
  const { media, assets } = target.server.database
  const [[mediaKey, item] = [], [assetKey, stored] = []] = [[...media][0], [...assets][0]]
  if (mediaKey === undefined || item === undefined || assetKey === undefined || stored === undefined)
    throw new Error('The upload has no rows.')
  media.set(mediaKey, { ...item, partRule: 0 })
  assets.delete(assetKey)
  assets.set(rowKey(stored.userId, identityKey({ ...stored, partRule: 0 })), { ...stored, partRule: 0 })
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
})

test('[UP5] where the store assembled something else, nothing becomes stored and the next upload has another key', async () => {
  const { target, caller, id, asset, objects, uploadId, storageKey } = await sentUpload()
  objects.objects.set(storageKey, { bytes: asset.bytes.slice(1), checksum: `${'A'.repeat(43)}=-2` })
  objects.uploads.delete(uploadId)
  expect(problemIn(await complete(caller, id, asset)).code).toBe('checksum-mismatch')
  expect((await caller.call('GET', `/projects/${id}/media`)).json).toMatchObject({ media: [{ state: 'uploading' }] })
  const again = await opened(caller, id, asset.body)
  expect(again.uploadId).not.toBe(uploadId)
  expect(again.signedParts).toHaveLength(2)
  await sendAll(target, asset, again)
  expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
  expect(objects.objects.size).toBe(2)
})

test('[UP3] an upload that the store has dropped starts again under a new key', async () => {
  const { caller, id, asset, objects, uploadId } = await sentUpload()
  objects.uploads.delete(uploadId)
  const again = await opened(caller, id, asset.body)
  expect(again.uploadId).not.toBe(uploadId)
  expect(again.signedParts).toHaveLength(2)
})

test('[UP4] an address that has expired is refused', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const asset = await makeAsset(10)
  const reply = await opened(caller, await createProject(caller), asset.body)
  target.clock.advance(reply.expiresAtMs - target.clock.nowMs())
  await expect(sendAll(target, asset, reply)).rejects.toThrow('Request has expired')
})

test('[UP19] who joins while the store assembles is told too, also where its own device never asks', async () => {
  const { target, caller, id, asset, objects } = await sentUpload()
  const other = await createProject(caller)
  const assemble = objects.completeUpload.bind(objects)
  objects.completeUpload = async (...args) => {
    await presign(caller, other, asset.body)
    return assemble(...args)
  }
  expect((await complete(caller, id, asset)).json).toMatchObject({ state: 'stored' })
  expect((await caller.call('GET', `/projects/${other}/media`)).json).toMatchObject({ media: [{ state: 'stored' }] })
  expect([...target.server.database.assets.values()]).toMatchObject([{ state: 'stored', waiting: [] }])
})
