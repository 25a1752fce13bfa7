import { describe, expect, test } from 'vitest'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { type MediaDevice, madeFile, mediaDevice, startWithProject } from './media-device.ts'

const projectId = 'film'
const MiB = 1024 * 1024

async function started() {
  const server = createMemoryServer()
  const device = mediaDevice(server)
  await startWithProject(device, projectId)
  return { server, device }
}

/** Until it holds, and a while longer: long enough for what must not happen. */
const settled = async (holds: () => boolean) => {
  while (!holds()) await turn()
  await turnsPass()
}

/** Parts reach the store and wait there until they are let go. */
function heldAtStore(server: MemoryServer) {
  const held: { readonly sizeBytes: number; readonly letGo: (answer?: 'lost') => void }[] = []
  let most = 0
  let asks = 0
  server.beforeHandling = ({ url, body }) => {
    if (url.endsWith('/presign')) asks += 1
    if (!url.startsWith(server.storeUrl)) return undefined
    return new Promise((resolve) => {
      const part = {
        sizeBytes: body?.length ?? 0,
        letGo: (answer?: 'lost') => {
          held.splice(held.indexOf(part), 1)
          resolve(answer)
        },
      }
      held.push(part)
      most = Math.max(most, held.length)
    })
  }
  return { held, most: () => most, asks: () => asks }
}

/** The line takes no byte of a part but where the test says so: of those on the wire, as they were begun. */
function countedByHand({ transport }: MediaDevice) {
  const counted = new Set<(sentBytes: number) => void>()
  const send = transport.send.bind(transport)
  transport.send = async ({ onSentBytes = () => {}, ...request }) => {
    counted.add(onSentBytes)
    return await send(request).finally(() => counted.delete(onSentBytes))
  }
  return {
    tell: (sentBytes: number, parts = counted.size) => [...counted].slice(0, parts).map((told) => told(sentBytes)),
  }
}

/** A large file of which as many parts are at the store as go at first, and bytes of them have moved. */
async function moving(sizeBytes: number) {
  const { server, device } = await started()
  const store = heldAtStore(server)
  const line = countedByHand(device)
  const { assetId } = await device.assets.add(projectId, madeFile('large.mp4', sizeBytes))
  await settled(() => store.held.length >= 2)
  expect(store.held).toHaveLength(2)
  line.tell(1)
  await settled(() => store.held.length >= 4)
  return { server, device, store, line, assetId }
}

describe('files that share the line', { timeout: 60_000 }, () => {
  test('[UP31] a large file takes two parts of it until bytes move, then four, and a small one goes beside them', async () => {
    const { server, device, store, assetId } = await moving(48 * MiB)
    expect(store.held.map(({ sizeBytes }) => sizeBytes)).toEqual(Array(4).fill(8 * MiB))
    const small = await device.assets.add(projectId, madeFile('small.mp4', 1000, 2))
    await settled(() => store.held.length >= 5)
    expect(store.held.map(({ sizeBytes }) => sizeBytes)).toEqual([...Array(4).fill(8 * MiB), 1000])
    store.held.at(-1)?.letGo()
    await device.reaches(small.assetId, 'stored')
    expect((await device.reaches(assetId, 'uploading')).transfer).toMatchObject({ acceptedBytes: 0 })
    server.beforeHandling = () => undefined
    while (store.held.length > 0) for (const part of [...store.held]) part.letGo()
    await device.reaches(assetId, 'stored')
  })

  test('[UP31] where nothing moves the rest sets out once as much time is over as the cloud took to sign, at most half a second', async () => {
    for (const { signedAfterMs, waitMs } of [
      { signedAfterMs: 20, waitMs: 20 },
      { signedAfterMs: 3000, waitMs: 500 },
    ]) {
      const { server, device } = await started()
      const store = heldAtStore(server)
      countedByHand(device)
      const hold = server.beforeHandling
      server.beforeHandling = (request) => {
        if (request.url.endsWith('/presign')) device.clock.advance(signedAfterMs)
        return hold(request)
      }
      await device.assets.add(projectId, madeFile('large.mp4', 48 * MiB))
      await settled(() => store.held.length >= 2)
      device.clock.advance(waitMs - 1)
      await turnsPass()
      expect(store.held).toHaveLength(2)
      device.clock.advance(1)
      await settled(() => store.held.length >= 4)
      expect(store.held).toHaveLength(4)
      await device.close()
      expect(device.clock.timers).toBe(0)
    }
  })

  test('[UP31] no timer is left where an upload ends, or is closed, before the rest has set out', async () => {
    const { server, device } = await started()
    const { assetId } = await device.assets.add(projectId, madeFile('small.mp4', 1000))
    await device.reaches(assetId, 'stored')
    expect(device.clock.timers).toBe(0)
    const store = heldAtStore(server)
    countedByHand(device)
    await device.assets.add(projectId, madeFile('large.mp4', 48 * MiB))
    await settled(() => store.held.length >= 2)
    await device.close()
    await turnsPass()
    expect(device.clock.timers).toBe(0)
  })

  test('[UP31] a part that only waits for its answer leaves its place to one more, and a connection stays for a small file', async () => {
    const { server, device, store, line, assetId } = await moving(64 * MiB)
    line.tell(8 * MiB - 1)
    await turnsPass()
    expect(store.held).toHaveLength(4)
    line.tell(8 * MiB, 1)
    await settled(() => store.held.length >= 5)
    line.tell(8 * MiB)
    await turnsPass()
    expect(store.held).toHaveLength(5)
    const small = await device.assets.add(projectId, madeFile('small.mp4', 1000, 2))
    await settled(() => store.held.length >= 6)
    store.held.at(-1)?.letGo()
    await device.reaches(small.assetId, 'stored')
    server.beforeHandling = () => undefined
    while (store.held.length > 0) for (const part of [...store.held]) part.letGo()
    await device.reaches(assetId, 'stored')
  })

  test('[UP23] of many files the smallest goes first, and no more are begun than the line can soon take', async () => {
    const { server, device } = await started()
    const store = heldAtStore(server)
    const names: string[] = []
    device.assets.subscribe(({ transfer, fileName }) => {
      if (transfer.phase === 'stored') names.push(fileName)
    })
    const sizes = [9, 7, 5, 3, 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]
    await device.stop()
    const added = await Promise.all(
      sizes.map((size) => device.assets.add(projectId, madeFile(`${size}`, size * 1000, size))),
    )
    await device.start()
    await settled(() => store.held.length >= 6)
    expect(store.held.map(({ sizeBytes }) => sizeBytes / 1000).sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(store.asks()).toBeLessThanOrEqual(10)
    const last = added.at(-1)?.assetId ?? ''
    expect((await device.assets.list(projectId)).find(({ assetId }) => assetId === last)?.transfer.phase).toBe('queued')
    while (names.length < sizes.length) {
      store.held[0]?.letGo()
      await turn()
    }
    expect(store.most()).toBeLessThanOrEqual(6)
    expect(names[0]).toBe('1')
    expect(names.at(-1)).toBe('20')
  })

  test('[UP31] failures make the line narrower, for what waits for its answer too', async () => {
    const { server, device, store, line, assetId } = await moving(48 * MiB)
    for (const part of [...store.held]) part.letGo('lost')
    await device.reaches(assetId, 'waiting')
    await turnsPass()
    device.wake()
    await settled(() => store.held.length >= 1)
    line.tell(1)
    await settled(() => store.held.length >= 2)
    expect(store.held).toHaveLength(2)
    line.tell(8 * MiB)
    await settled(() => store.held.length >= 3)
    line.tell(8 * MiB)
    await turnsPass()
    expect(store.held).toHaveLength(3)
    server.beforeHandling = () => undefined
    while (store.held.length > 0) for (const part of [...store.held]) part.letGo()
    await device.reaches(assetId, 'stored')
  })
})
