import { describe, expect, test } from 'vitest'
import type { UploadProgress } from '../../../client-lib/media/assets-api.ts'
import { bytesPerSecond, remainingMs, type Speed, speedAfter } from '../../../client-lib/media/uploads/speed.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'
const partBytes = 8 * 1024 * 1024

/** @param pace bytes a ms, told every `everyMs` */
function sentFor(forMs: number, pace: number, from: { speed: Speed | undefined; nowMs: number }, everyMs = 250) {
  let { speed, nowMs } = from
  for (let passed = 0; passed < forMs; passed += everyMs) {
    nowMs += everyMs
    speed = speedAfter(speed, pace * everyMs, nowMs)
  }
  return { speed, nowMs }
}

describe('[UP29] the speed shown', () => {
  const start = { speed: undefined, nowMs: 0 }

  test('is right from the first second, and settles on what is new within half a minute', () => {
    const slow = sentFor(1000, 100, start)
    expect(bytesPerSecond(slow.speed)).toBe(100_000)
    const fast = sentFor(30_000, 1000, slow)
    expect(bytesPerSecond(fast.speed)).toBeGreaterThan(950_000)
  })

  test('does not leap where parts end together', () => {
    const steady = sentFor(20_000, 100, start)
    const burst = speedAfter(steady.speed, partBytes / 40, steady.nowMs)
    expect(bytesPerSecond(burst) / bytesPerSecond(steady.speed)).toBeLessThan(1.5)
  })

  test('after an hour in which nothing moved is what is sent now within half a minute', () => {
    const before = sentFor(20_000, 1000, start)
    const awake = sentFor(30_000, 1000, { speed: before.speed, nowMs: before.nowMs + 3_600_000 })
    expect(bytesPerSecond(awake.speed)).toBeGreaterThan(900_000)
  })

  test('goes on where the clock is set back, by however much', () => {
    const before = sentFor(20_000, 1000, { speed: undefined, nowMs: 400 * 86_400_000 })
    for (const backMs of [60_000, 86_400_000, 365 * 86_400_000]) {
      const after = sentFor(30_000, 1000, { speed: before.speed, nowMs: before.nowMs - backMs })
      expect(bytesPerSecond(after.speed) / 1_000_000).toBeCloseTo(1, 1)
    }
  })

  test('of a line that tells seldom is right', () => {
    expect(bytesPerSecond(sentFor(400_000, 100, start, 80_000).speed)).toBe(100_000)
  })

  test('is none at first, so that no time is named', () => {
    expect(bytesPerSecond(undefined)).toBe(0)
    expect(bytesPerSecond(speedAfter(undefined, 1000, 5))).toBe(0)
    expect([remainingMs(1000, 0), remainingMs(1000, 500)]).toEqual([undefined, 2000])
  })
})

async function started() {
  const server = createMemoryServer()
  const device = mediaDevice(server)
  await startWithProject(device, projectId)
  const seen: UploadProgress[] = []
  device.assets.subscribe(({ transfer }) => {
    if (transfer.phase === 'uploading') seen.push(transfer)
  })
  return { server, device, seen }
}

/** Parts wait at the store until the test lets them go, one by one. */
function gated(server: MemoryServer) {
  const waiting: (() => void)[] = []
  server.beforeHandling = ({ url }) =>
    url.startsWith(server.storeUrl) ? new Promise((resolve) => waiting.push(() => resolve(undefined))) : undefined
  return waiting
}

const until = async (holds: () => boolean) => {
  while (!holds()) await turn()
}

/** Files of 1000 and 3000 bytes, whose parts wait at the store. */
async function twoAtTheStore() {
  const { server, device } = await started()
  const waiting = gated(server)
  const [one, two] = [
    await device.assets.add(projectId, madeFile('a.mp4', 1000)),
    await device.assets.add(projectId, madeFile('b.mp4', 3000, 2)),
  ]
  await until(() => waiting.length === 2)
  return { device, waiting, one, two }
}

describe('[UP29] progress', { timeout: 60_000 }, () => {
  test('counts no part twice that the store has listed before its answer came', async () => {
    const { server, device } = await started()
    const isPart = (url: string) => url.startsWith(server.storeUrl)
    // The first part's connection breaks; of the others the answers are on their way.
    let parts = 0
    let breakFirst = () => {}
    server.beforeHandling = ({ url }) => {
      if (!isPart(url)) return undefined
      parts += 1
      if (parts > 1) return undefined
      return new Promise((resolve) => {
        breakFirst = () => resolve('lost')
      })
    }
    let landed = 0
    server.afterHandling = ({ url }) => {
      if (!isPart(url)) return undefined
      landed += 1
      return new Promise(() => {})
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => landed === 2)
    breakFirst()
    await device.reaches(assetId, 'waiting')
    device.clock.advance(1)
    await until(() => device.summary().acceptedBytes > 0)
    const { sentBytes, acceptedBytes } = device.summary()
    expect([sentBytes, acceptedBytes]).toEqual([threeParts - partBytes, threeParts - partBytes])
  })

  test('tells what is sent apart from what is accepted, in bytes and parts', async () => {
    const { server, device, seen } = await started()
    const waiting = gated(server)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => waiting.length === 3)
    device.clock.advance(1000)
    waiting.shift()?.()
    await until(() => seen.some(({ acceptedBytes }) => acceptedBytes > 0))
    const { acceptedBytes } = seen.at(-1) ?? {}
    expect(seen.at(-1)).toMatchObject({ sentBytes: threeParts, acceptedParts: 1, partsOnTheWire: 2, partCount: 3 })
    expect(device.summary()).toMatchObject({ totalBytes: threeParts, sentBytes: threeParts, acceptedBytes })
    for (const letGo of waiting) letGo()
    await device.reaches(assetId, 'stored')
  })

  test('of what is accepted never goes down, also where the upload has to begin anew', async () => {
    const { server, device, seen } = await started()
    let waiting = gated(server)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => waiting.length === 3)
    device.clock.advance(1000)
    for (const letGo of waiting.splice(0, 2)) letGo()
    await until(() => device.summary().acceptedBytes > partBytes)
    const { acceptedBytes } = device.summary()
    // The store has lost the upload.
    server.objects.uploads.clear()
    waiting[0]?.()
    await device.reaches(assetId, 'waiting')
    waiting = gated(server)
    device.clock.advance(60_000)
    await until(() => waiting.length === 3)
    expect(seen.at(-1)).toMatchObject({ acceptedBytes, acceptedParts: 2 })
    expect(device.summary().acceptedBytes).toBe(acceptedBytes)
    server.beforeHandling = () => undefined
    for (const letGo of waiting) letGo()
    await device.reaches(assetId, 'stored')
    const accepted = seen.map((progress) => progress.acceptedBytes)
    expect(accepted).toEqual(accepted.toSorted((one, other) => one - other))
  })

  test('of all uploads counts those that are done until the last is', async () => {
    const { device, waiting, one, two } = await twoAtTheStore()
    waiting[0]?.()
    await device.reaches(one.assetId, 'stored')
    expect(device.summary()).toMatchObject({ open: 1, totalBytes: 4000, acceptedBytes: 1000 })
    waiting[1]?.()
    await device.reaches(two.assetId, 'stored')
    expect(device.summary()).toMatchObject({ open: 0, totalBytes: 0, acceptedBytes: 0, bytesPerSecond: 0 })
  })

  test('of all uploads leaves out what was cancelled, which no time is left for', async () => {
    const { device, waiting, one, two } = await twoAtTheStore()
    await device.assets.cancel(one.assetId)
    await device.reaches(one.assetId, 'cancelled')
    expect(device.summary()).toMatchObject({ open: 1, totalBytes: 3000 })
    waiting[1]?.()
    await device.reaches(two.assetId, 'stored')
  })
})
