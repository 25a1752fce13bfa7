import { describe, expect, test } from 'vitest'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'

async function started() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const device = mediaDevice(server, { clock })
  await startWithProject(device, projectId)
  return { clock, server, device }
}

describe('a part that the store refuses', { timeout: 60_000 }, () => {
  test('[UP11] an expired URL is signed again at once', async () => {
    const storeClock = new HandClock()
    const server = createMemoryServer({ clock: storeClock })
    const device = mediaDevice(server)
    await startWithProject(device, projectId)
    let tries = 0
    server.beforeHandling = (request) => {
      // The store's time runs on while the part is on its way; the device does not know.
      if (request.url.startsWith(server.storeUrl) && tries++ === 0) storeClock.advance(16 * 60_000)
      return undefined
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await device.reaches(assetId, 'stored')
    expect(tries).toBeGreaterThan(3)
  })

  test('[UP11] [ST2] a 503 waits as long as it says and tries again', async () => {
    const { clock, server, device } = await started()
    let refusals = 1
    server.beforeHandling = (request) => {
      if (!request.url.startsWith(server.storeUrl) || refusals === 0) return undefined
      refusals -= 1
      return { status: 503, headers: { 'retry-after': '20' }, body: xml('SlowDown') }
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { transfer } = await device.reaches(assetId, 'waiting')
    expect(transfer).toMatchObject({ reason: expect.stringContaining('SlowDown') })
    expect(device.summary().worst.kind).toBe('waiting')
    clock.advance(19_000)
    expect(refusals).toBe(0)
    clock.advance(3_000)
    await device.reaches(assetId, 'stored')
  })

  test('[UP11] another 403 is tried once more', async () => {
    const { server, device } = await started()
    let refusals = 1
    server.beforeHandling = (request) => {
      if (!request.url.startsWith(server.storeUrl) || refusals-- <= 0) return undefined
      return { status: 403, headers: {}, body: xml('SignatureDoesNotMatch') }
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'stored')
  })

  test('[UP11] a 403 that stays is parked with its reason, and goes on when it is taken up again', async () => {
    const { server, device } = await started()
    let refused = 0
    server.beforeHandling = (request) => {
      if (!request.url.startsWith(server.storeUrl)) return undefined
      refused += 1
      return { status: 403, headers: {}, body: xml('AccessDenied') }
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { transfer } = await device.reaches(assetId, 'blocked')
    expect(transfer).toMatchObject({ code: 'store-refused', detail: expect.stringContaining('AccessDenied') })
    expect(refused).toBe(2)
    expect(device.summary()).toMatchObject({ worst: { kind: 'blocked' }, durability: 'on-this-device' })
    server.beforeHandling = () => undefined
    await device.assets.retry(assetId)
    await device.reaches(assetId, 'stored')
  })

  test('[UP13] because its bytes arrive changed, again and again, is said so, and goes up at the next start', async () => {
    const { clock, server, device } = await started()
    let refused = 0
    server.beforeHandling = (request) => {
      if (!request.url.startsWith(server.storeUrl)) return undefined
      refused += 1
      return { status: 400, headers: {}, body: xml('BadDigest') }
    }
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    for (;;) {
      const [view] = await device.assets.list(projectId)
      if (view?.transfer.phase === 'blocked') break
      if (view?.transfer.phase === 'waiting') clock.advance(60_000)
      await turn()
    }
    expect((await device.reaches(assetId, 'blocked')).transfer).toMatchObject({ code: 'checksum-mismatch' })
    expect(refused).toBe(6)
    await device.close()
    server.beforeHandling = () => undefined
    const again = mediaDevice(server, { disk: device.disk, clock })
    await again.start()
    again.projectReached(projectId)
    await again.reaches(assetId, 'stored')
  })
})

function xml(code: string) {
  return new Uint8Array(Buffer.from(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`))
}
