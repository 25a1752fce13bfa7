import { describe, expect, test } from 'vitest'
import { eraseAccount } from '../../../lambdas/accounts/erase-account.ts'
import { endIdleUploads } from '../../../lambdas/housekeeping/end-idle-uploads.ts'
import { OutOfTime } from '../../../lambdas/housekeeping/out-of-time.ts'
import { withinDeadline } from '../../../lambdas/housekeeping/within-deadline.ts'
import { RequestMeter } from '../../../lambdas/metrics/request-meter.ts'
import { givenWrite, someUser } from '../../adapters/given-write.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { runHouse } from '../../housekeeping/house-run.ts'
import { memoryRows, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'
import { type AssetFixture, assetOf, partBytes } from '../../suites/asset-fixture.ts'
import { erasureOf } from '../../suites/project-fixture.ts'

const small = () => assetOf(new Uint8Array([1, 2, 3]))
const large = () => assetOf(new Uint8Array(9 * 1024 * 1024).fill(7))

/** An upload of two projects, whose device is gone for good once it has sent all. */
async function givenSent({ plan, bytes, body }: AssetFixture) {
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userId = someUser()
  const storageKey = `${userId}/key`
  const place = { storageKey, uploadId: await ports.bytes.startUpload(storageKey) }
  let expected: Awaited<ReturnType<typeof ports.ledger.get>>
  for (const projectId of ['p1', 'p2']) {
    await ports.projects.write(givenWrite(userId, { id: projectId }))
    const claim = { ...body, userId, projectId, nowMs: clock.nowMs() }
    if (expected?.state === 'stored') throw new Error('Nothing was sent yet.')
    expect(await ports.ledger.open(claim, place, expected)).toEqual({ kind: 'opened' })
    expected = await ports.ledger.get(userId, body)
  }
  if (plan.partCount === 1) ports.bytes.putObject(storageKey, bytes)
  else
    for (const { partNumber } of body.parts) ports.bytes.putPart(place, partNumber, partBytes(bytes, plan, partNumber))
  const meter = new RequestMeter()
  const endAfter = async (ms: number, isOver = false) => {
    clock.pass(ms)
    const { assets } = await ports.rows.holdings(userId)
    const house = { ...ports, store: ports.bytes, lists: ports.bytes, bin: ports.bytes, meter }
    await endIdleUploads(withinDeadline(house, { isOver: () => isOver }), assets)
    return (await ports.ledger.get(userId, body))?.state
  }
  const stands = async () => ({
    media: await Promise.all(
      ['p1', 'p2'].map(async (projectId) => (await ports.rows.media({ userId, projectId })).map(({ state }) => state)),
    ),
    mediaRev: (await ports.projects.get(userId, 'p1'))?.mediaRev,
    garbage: (await ports.rows.holdings(userId)).garbage.length,
    usage: await ports.accounts.usage(userId),
    counts: Object.fromEntries(meter.answered().counts),
  })
  return { ports, clock, userId, place, endAfter, stands }
}

const stored = { media: [['stored'], ['stored']], mediaRev: 1, garbage: 0 }

describe('an idle upload whose device never came back', () => {
  test('[HK12, UP7] of several parts that are all there is assembled and stored for all who wait', async () => {
    const file = await large()
    const { ports, place, endAfter, stands } = await givenSent(file)
    expect(await endAfter(14 * dayMs - 1)).toBe('uploading')
    expect(await endAfter(1)).toBe('stored')
    expect(await stands()).toMatchObject({ ...stored, counts: { UploadsFinished: 1 } })
    expect((await stands()).usage).toMatchObject({ storedBytes: file.bytes.byteLength, openUploads: 0 })
    expect(await ports.bytes.head(place.storageKey)).toMatchObject({ checksum: file.body.checksum })
  })
  test('[HK12] that was assembled and never settled is stored, and so is one of a single PUT', async () => {
    const [assembled, file] = [await givenSent(await large()), await large()]
    const listing = await assembled.ports.bytes.listParts(assembled.place)
    if (listing.kind !== 'listed') throw new Error('The parts are gone.')
    await assembled.ports.bytes.completeUpload(assembled.place, listing.parts, file.body)
    for (const { endAfter, stands } of [assembled, await givenSent(await small())]) {
      expect(await endAfter(14 * dayMs)).toBe('stored')
      expect(await stands()).toMatchObject(stored)
    }
  })
  test('[HK12, UP7] whose end was told to some alone is told to all who wait', async () => {
    const { ports, clock, userId, endAfter, stands } = await givenSent(await large())
    const [asset] = (await ports.rows.holdings(userId)).assets.map((held) => held.asset)
    if (asset === undefined) throw new Error('The upload has no row.')
    await ports.ledger.settle({ ...asset, waiting: asset.waiting.slice(0, 1) }, clock.nowMs())
    expect((await stands()).media).toEqual([['stored'], ['uploading']])
    expect(await endAfter(dayMs)).toBe('stored')
    expect(await stands()).toMatchObject({ ...stored, usage: { openUploads: 0 }, counts: {} })
  })
  test('[HK12] that the store is slow to assemble waits for the next run', async () => {
    const { ports, endAfter, stands } = await givenSent(await large())
    ports.bytes.completeAnswers.push({ kind: 'assembling' })
    expect(await endAfter(14 * dayMs)).toBe('uploading')
    expect(await stands()).toMatchObject({ garbage: 0, counts: {} })
    expect(await endAfter(dayMs)).toBe('stored')
  })
  test('[HK8, HK12] that brought something else, or not all, is given up', async () => {
    const [other, cut] = [await givenSent(await small()), await givenSent(await large())]
    other.ports.bytes.putObject(other.place.storageKey, new Uint8Array([3, 2, 1]))
    cut.ports.bytes.uploads.get(cut.place.uploadId)?.parts.delete(2)
    for (const { endAfter, stands } of [other, cut]) {
      expect(await endAfter(14 * dayMs)).toBe('abandoned')
      expect(await stands()).toMatchObject({ media: [['uploading'], ['uploading']], garbage: 1 })
    }
  })
  test('[HK4, HK12] is not assembled by a run that has no time left', async () => {
    const { endAfter } = await givenSent(await large())
    await expect(endAfter(14 * dayMs, true)).rejects.toBeInstanceOf(OutOfTime)
    expect(await endAfter(0)).toBe('stored')
  })
  test('[ER4, HK12] goes with an erased account unfinished', async () => {
    const { ports, clock, userId } = await givenSent(await large())
    clock.pass(15 * dayMs)
    await eraseAccount({ ...ports, clock }, userId, erasureOf())
    const run = { owner: 'run', killedAfter: Infinity, failsAt: Infinity, beforeChange: async () => undefined }
    const { counts } = await runHouse(ports, run)
    expect(counts.get('UploadsFinished')).toBeUndefined()
    expect(await ports.rows.holdings(userId)).toMatchObject({ assets: [], garbage: [{}] })
  })
})
