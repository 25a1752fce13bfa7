import { expect, test } from 'vitest'
import { planParts } from '#contract/part-rule.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { assetOf, complete, makeAsset, opened, sendAll, upload } from '../../suites/asset-fixture.ts'
import { createProject } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const MiB = 1024 * 1024
const partBytes = 8 * MiB
/** As many as a request copies, and eight more. */
const partCount = 40

/** A stored asset of three parts and one that differs from it in the last. */
async function changedAsset() {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const base = await makeAsset(17 * MiB)
  await upload(target, caller, id, base)
  const bytes = base.bytes.slice()
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  const changed = await assetOf(bytes)
  const body = { ...changed.body, baseAssetId: base.body.assetId }
  return { target, caller, id, base, changed: { ...changed, body }, objects: target.server.objects }
}

test('[UP16] what a store does not vouch for is never completed: the part is signed, and sent over the copy', async () => {
  const { target, caller, id, changed, objects } = await changedAsset()
  objects.vouchesForCopies = false
  const reply = await opened(caller, id, changed.body)
  expect(reply.signedParts).toHaveLength(3)
  const [last] = reply.signedParts.slice(-1)
  await sendAll(target, changed, { ...reply, signedParts: last === undefined ? [] : [last] })
  const answer = problemIn(await complete(caller, id, changed))
  expect(answer).toMatchObject({ code: 'upload-incomplete', missingParts: [2], mismatchedParts: [1] })
  const again = await opened(caller, id, changed.body)
  expect(again.signedParts.map(({ partNumber }) => partNumber)).toEqual([1, 2])
  await sendAll(target, changed, again)
  expect((await complete(caller, id, changed)).json).toMatchObject({ state: 'stored' })
})

test('[UP16] a copy whose bytes are not what the base promised is sent', async () => {
  const { caller, id, base, changed, objects } = await changedAsset()
  const [[key, object] = []] = objects.objects
  if (key === undefined || object?.parts === undefined) throw new Error('The base is not stored.')
  const spoilt = object.parts.map((part) => ({ ...part, bytes: new Uint8Array(part.bytes.byteLength) }))
  objects.objects.set(key, { ...object, parts: spoilt, bytes: base.bytes })
  const reply = await opened(caller, id, changed.body)
  expect(reply.signedParts).toHaveLength(3)
})

test('[UP16] a base that goes away while it is being copied leaves its parts to be sent', async () => {
  const { caller, id, changed, objects } = await changedAsset()
  const { partChecksums } = objects
  objects.partChecksums = async (...asked) => {
    const checksums = await partChecksums.apply(objects, asked)
    objects.objects.clear()
    return checksums
  }
  expect((await opened(caller, id, changed.body)).signedParts).toHaveLength(3)
})

test('[UP16] parts that were copied are there for the next window, which asks nobody again', async () => {
  const { caller, id, changed, objects } = await changedAsset()
  const first = await opened(caller, id, changed.body)
  expect(first.signedParts.map(({ partNumber }) => partNumber)).toEqual([3])
  objects.objects.clear()
  const { uploadedParts, signedParts } = await opened(caller, id, changed.body)
  expect(uploadedParts).toEqual(first.uploadedParts)
  expect(signedParts.map(({ partNumber }) => partNumber)).toEqual([3])
})

test('[UP16] a request copies a bounded number of parts; the rest is left for the next one', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const sizeBytes = partCount * partBytes
  expect(planParts(sizeBytes)).toMatchObject({ partCount, partSizeBytes: partBytes })
  const base = await assetOf(new Uint8Array(sizeBytes))
  await upload(target, caller, id, base)
  const bytes = base.bytes
  bytes[sizeBytes - 1] = 1
  const changed = await assetOf(bytes)
  const body = { ...changed.body, baseAssetId: base.body.assetId }
  const first = await opened(caller, id, body)
  expect(first.uploadedParts).toHaveLength(32)
  expect(first.signedParts.map(({ partNumber }) => partNumber)).toEqual([partCount])
  expect(first.laterParts).toEqual([33, 34, 35, 36, 37, 38, 39])
  const second = await opened(caller, id, body)
  expect(second.uploadedParts).toHaveLength(39)
  expect(second).not.toHaveProperty('laterParts')
  await sendAll(target, changed, second)
  expect((await complete(caller, id, changed)).json).toMatchObject({ state: 'stored' })
  expect(target.server.metrics.total('BytesCopied')).toBe(39 * partBytes)
}, 60_000)
