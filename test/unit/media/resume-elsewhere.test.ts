import { describe, expect, test } from 'vitest'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'
const dayMs = 86_400_000

/** An upload of three parts that the store has one of, when nothing more arrives. */
async function halfway() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const disk = newDisk()
  const device = mediaDevice(server, { disk, clock })
  await startWithProject(device, projectId)
  let taken = 0
  server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) && taken++ > 0 ? 'lost' : undefined)
  const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
  await device.reaches(assetId, 'waiting')
  const there = () => [...server.objects.uploads.values()].flatMap(({ parts }) => [...parts.values()])
  while (taken < 3 || device.summary().acceptedBytes === 0) await turn()
  // The other two have failed, too.
  await turnsPass()
  const thereBytes = there().reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  return { clock, server, disk, device, assetId, missingBytes: threeParts - thereBytes }
}

/** Bytes that reach the store from now on. */
function counted(server: MemoryServer) {
  const sent = { bytes: 0 }
  server.beforeHandling = ({ url, body }) => {
    if (url.startsWith(server.storeUrl)) sent.bytes += body?.length ?? 0
    return undefined
  }
  return sent
}

describe('[UP10] an upload goes on by itself', { timeout: 60_000 }, () => {
  test('days later, when every address and token of then has expired', async () => {
    const { clock, server, disk, device, assetId, missingBytes } = await halfway()
    device.kill()
    clock.advance(6 * dayMs)
    const sent = counted(server)
    const next = mediaDevice(server, { disk, clock })
    await next.start()
    await next.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(missingBytes)
  })

  test('weeks later, when the store has given it up: all of it is sent anew', async () => {
    const { clock, server, disk, device, assetId } = await halfway()
    device.kill()
    clock.advance(40 * dayMs)
    server.objects.uploads.clear()
    const sent = counted(server)
    const next = mediaDevice(server, { disk, clock })
    await next.start()
    await next.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(threeParts)
  })

  test('after its addresses have expired in an open page', async () => {
    const { clock, server, device, assetId, missingBytes } = await halfway()
    const sent = counted(server)
    clock.advance(20 * 60_000)
    await device.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(missingBytes)
  })

  test('with a new token where the old one is refused', async () => {
    const { clock, server, disk, device, assetId, missingBytes } = await halfway()
    device.kill()
    const sent = counted(server)
    let refreshed = 0
    // One token: another one would pass for a newer.
    const expired = server.tokens.expired('ada')
    const getToken = async ({ refresh }: { refresh: boolean }) => {
      if (refresh) refreshed += 1
      return refreshed > 0 ? server.tokens.access('ada') : expired
    }
    const next = mediaDevice(server, { disk, clock, getToken })
    await next.start()
    await next.reaches(assetId, 'stored')
    expect([sent.bytes, refreshed]).toEqual([missingBytes, 1])
  })

  test('on another network, as soon as there is one', async () => {
    const { clock, server, device, assetId, missingBytes } = await halfway()
    device.transport.cut()
    clock.advance(10 * 60_000)
    await turnsPass(20)
    device.transport.mend()
    const sent = counted(server)
    device.wake()
    await device.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(missingBytes)
  })

  test('in another tab, when the one that sent is closed', async () => {
    const { clock, server, disk, device, assetId, missingBytes } = await halfway()
    const other = mediaDevice(server, { disk, clock })
    await device.close()
    const sent = counted(server)
    await other.start()
    await other.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(missingBytes)
  })
})

describe('[UP30] a file that has changed since it was added', { timeout: 60_000 }, () => {
  test('goes up as it was, and added again is another asset', async () => {
    const { clock, server, device, assetId } = await halfway()
    counted(server)
    const changed = await device.assets.add(projectId, madeFile('a.mp4', threeParts, 9))
    await device.reaches(changed.assetId, 'stored')
    clock.advance(60_000)
    await device.reaches(assetId, 'stored')
    const stored = [...server.objects.objects.values()].map(({ bytes }) => Buffer.from(bytes))
    for (const seed of [1, 9]) {
      const bytes = Buffer.from(await madeFile('a.mp4', threeParts, seed).arrayBuffer())
      expect(stored.filter((one) => one.equals(bytes))).toHaveLength(1)
    }
  })

  test('in the device’s own copy is never joined to parts that the store has', async () => {
    const { clock, server, disk, device, assetId } = await halfway()
    device.kill()
    const [key = ''] = await disk.media.keys()
    const spoilt = madeFile('a.mp4', threeParts, 9)
    await disk.media.write(
      key,
      spoilt.stream() as ReadableStream<Uint8Array<ArrayBuffer>>,
      new AbortController().signal,
    )
    server.beforeHandling = () => undefined
    const next = mediaDevice(server, { disk, clock })
    await next.start()
    const { transfer } = await next.reaches(assetId, 'blocked')
    expect(transfer).toMatchObject({ code: 'local-bytes-changed' })
    expect(server.objects.objects.size).toBe(0)
  })

  test('and is shorter there is missing, and is not sent', async () => {
    const { clock, server, disk, device, assetId } = await halfway()
    device.kill()
    const [key = ''] = await disk.media.keys()
    await disk.media.write(key, new Blob(['short']).stream(), new AbortController().signal)
    const sent = counted(server)
    const next = mediaDevice(server, { disk, clock })
    await next.start()
    const { transfer } = await next.reaches(assetId, 'blocked')
    expect([transfer, sent.bytes]).toMatchObject([{ code: 'local-bytes-missing' }, 0])
  })
})
