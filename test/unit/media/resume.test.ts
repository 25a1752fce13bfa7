import { describe, expect, test } from 'vitest'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { type DeviceDisk, madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'
import { MemoryLocks } from './memory-locks.ts'

const projectId = 'film'
const partBytes = 8 * 1024 * 1024

interface Killed {
  readonly server: MemoryServer
  readonly disk: DeviceDisk
  readonly assetId: string
  /** Requests that reached the server before the kill. */
  readonly reached: number
}

/** Starts an upload and kills the page when the server has got its `killAt`th request, or has answered it. */
async function killedUpload(killAt: number, moment: 'before' | 'after'): Promise<Killed> {
  const server = createMemoryServer()
  const disk = newDisk()
  const device = mediaDevice(server, { disk })
  await startWithProject(device, projectId)
  let reached = 0
  const gone = new Promise<void>((resolve) => {
    const killOnTime = () => {
      reached += 1
      if (reached !== killAt) return undefined
      device.kill()
      resolve()
      return 'lost' as const
    }
    if (moment === 'before') server.beforeHandling = killOnTime
    else server.afterHandling = killOnTime
  })
  const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
  await Promise.race([gone, device.reaches(assetId, 'stored')])
  await device.stop()
  server.beforeHandling = () => undefined
  server.afterHandling = () => undefined
  return { server, disk, assetId, reached }
}

function countSentBytes(server: MemoryServer) {
  const counted = { bytes: 0 }
  server.beforeHandling = (request) => {
    if (request.method === 'PUT' && request.url.startsWith(server.storeUrl)) counted.bytes += request.body?.length ?? 0
    return undefined
  }
  return counted
}

function acceptedBefore({ server }: Killed): number {
  const kept = [...server.objects.uploads.values()].flatMap(({ parts }) => [...parts.values()])
  const whole = [...server.objects.objects.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  return whole + kept.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
}

describe('[UP10] an upload whose page was killed', { timeout: 60_000 }, () => {
  // One presign, three parts, one complete: every request there is, before it counts and after.
  const moments = [1, 2, 3, 4, 5].flatMap((killAt) => [
    { killAt, moment: 'before' as const },
    { killAt, moment: 'after' as const },
  ])
  test.each(moments)('goes on by itself, sending only what is not there ($moment request $killAt)', async (at) => {
    const killed = await killedUpload(at.killAt, at.moment)
    const there = acceptedBefore(killed)
    const sent = countSentBytes(killed.server)
    const next = mediaDevice(killed.server, { disk: killed.disk })
    await next.start()
    next.projectReached(projectId)
    await next.reaches(killed.assetId, 'stored')
    expect(sent.bytes).toBe(threeParts - there)
    expect([...killed.server.objects.objects.values()].map(({ bytes }) => bytes.byteLength)).toEqual([threeParts])
  })

  test('is taken up without being told of its project again', async () => {
    const killed = await killedUpload(3, 'after')
    const next = mediaDevice(killed.server, { disk: killed.disk })
    await next.start()
    await next.reaches(killed.assetId, 'stored')
  })

  test('[UP13] sends a part again whose bytes at the store were spoilt meanwhile', async () => {
    const killed = await killedUpload(5, 'before')
    const [upload] = killed.server.objects.uploads.values()
    upload?.parts.set(1, { bytes: new Uint8Array(partBytes), checksum: 'c3BvaWx0IHNwb2lsdCBzcG9pbHQgc3BvaWx0IHNwb2k=' })
    const sent = countSentBytes(killed.server)
    const next = mediaDevice(killed.server, { disk: killed.disk })
    await next.start()
    await next.reaches(killed.assetId, 'waiting')
    next.clock.advance(60_000)
    await next.reaches(killed.assetId, 'stored')
    expect(sent.bytes).toBe(partBytes)
  })
})

describe('what a killed page left half-written', { timeout: 60_000 }, () => {
  test('[UP12] is removed at the next start, and nothing that a row names', async () => {
    const server = createMemoryServer()
    const disk = newDisk()
    const before = mediaDevice(server, { disk })
    await before.assets.add(projectId, madeFile('kept.mp4', 1000))
    const kept = await disk.media.keys()
    await disk.media.write('half', new Blob(['half']).stream(), new AbortController().signal)
    const next = mediaDevice(server, { disk })
    await next.start()
    await next.refresh()
    expect(await disk.media.keys()).toEqual(kept)
  })

  test('is left alone while another tab is still writing it', async () => {
    const server = createMemoryServer()
    const disk = newDisk()
    const locks = new MemoryLocks()
    await disk.media.write('being-added', new Blob(['half']).stream(), new AbortController().signal)
    let finish = () => {}
    const held = locks.whenHeld('reelsync-media-being-added', new AbortController().signal, () => {
      return new Promise<void>((resolve) => {
        finish = resolve
      })
    })
    const leader = mediaDevice(server, { disk, locks })
    await leader.start()
    await leader.refresh()
    expect(await disk.media.keys()).toEqual(['being-added'])
    finish()
    await held
    await leader.close()
  })
})
