import * as v from 'valibot'
import { expect, test } from 'vitest'
import { composeChecksum } from '#contract/compose-checksum.ts'
import type { PresignReply } from '#contract/media.ts'
import { DownloadReply } from '#contract/media-downloads.ts'
import { currentPartRule, maxParts, planParts } from '#contract/part-rule.ts'
import { sha256 } from '../../../testing/cloud/sha256.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { opened, presign } from '../../suites/asset-fixture.ts'
import { createProject } from '../../suites/project-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const partSizeBytes = 8 * 1024 * 1024
const sizeBytes = maxParts * partSizeBytes
const windowOfParts = 100
/** What Lambda lets out in one reply. */
const lambdaReplyBytes = 6 * 1024 * 1024

type Uploading = Extract<PresignReply, { state: 'uploading' }>

/** Parts with the checksums that a store would tell; all of them share their bytes, of which there are 80 GB. */
async function hugeAsset() {
  expect(planParts(sizeBytes)).toMatchObject({ partCount: maxParts, partSizeBytes })
  const numbers = Array.from({ length: maxParts }, (_, index) => index + 1)
  const parts = numbers.map((partNumber) => ({ partNumber, checksum: sha256(Buffer.from(`part ${partNumber}`)) }))
  const checksum = await composeChecksum(parts.map((part) => part.checksum))
  const named = { assetId: 'huge', fileName: 'film.mov', mime: 'video/quicktime' }
  return { ...named, sizeBytes, checksum, partRule: currentPartRule, parts }
}

test('[UP18] a file of 10,000 parts is sent by windows, taken up after a stop, checked and completed', async () => {
  const target = memoryTarget()
  const { objects } = target.server
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  const asset = await hugeAsset()
  const bytes = new Uint8Array(partSizeBytes)
  const take = ({ uploadId, signedParts }: Uploading) => {
    const parts = objects.uploads.get(uploadId)?.parts
    for (const { partNumber } of signedParts) {
      parts?.set(partNumber, { bytes, checksum: asset.parts[partNumber - 1]?.checksum ?? '' })
    }
  }
  const windowAt = (at: number) => ({ ...asset, parts: asset.parts.slice(at, at + windowOfParts) })
  for (let at = 0; at < maxParts - windowOfParts; at += windowOfParts) {
    const reply = await opened(caller, id, windowAt(at))
    expect(reply.signedParts).toHaveLength(windowOfParts)
    take(reply)
  }
  const complete = () =>
    caller.call('POST', `/projects/${id}/media/huge/complete`, { body: { checksum: asset.checksum } })
  const early = problemIn(await complete())
  expect(early).toMatchObject({ code: 'upload-incomplete', mismatchedParts: [] })
  expect(early.missingParts).toEqual(asset.parts.slice(-windowOfParts).map(({ partNumber }) => partNumber))

  const answer = await presign(caller, id, windowAt(maxParts - windowOfParts))
  expect(Buffer.byteLength(answer.text)).toBeLessThan(lambdaReplyBytes / 4)
  const last = answer.json as Uploading
  expect(last.uploadedParts).toEqual(
    asset.parts.slice(0, -windowOfParts).map((part) => ({ ...part, sizeBytes: partSizeBytes })),
  )
  take(last)
  expect((await complete()).json).toEqual({ state: 'stored', mediaRev: 1 })
  const download = await caller.call('POST', `/projects/${id}/media/huge/download`)
  expect(v.parse(DownloadReply, download.json)).toMatchObject({ sizeBytes, checksum: asset.checksum })
})

test('[UP18] more than a window holds is refused', async () => {
  const target = memoryTarget()
  const caller = await callerOf(target, 'ada')
  const asset = await hugeAsset()
  const body = { ...asset, parts: asset.parts.slice(0, windowOfParts + 1) }
  const answer = problemIn(await presign(caller, await createProject(caller), body))
  expect(answer).toMatchObject({ code: 'invalid-request', issues: [{ path: 'body.parts' }] })
})
