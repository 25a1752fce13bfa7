import { describe, expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { createProject, madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'
import { MemoryLocks } from './memory-locks.ts'

const projectId = 'film'
const someTurns = async () => {
  await turnsPass(20)
}

describe('bytes on the device', () => {
  test('[LS3] are kept where the row that names them cannot be read', async () => {
    const disk = newDisk()
    const server = createMemoryServer()
    await mediaDevice(server, { disk }).assets.add(projectId, madeFile('a.mp4', 1000))
    const [key = '', row] = [...disk.rows.tables][0] ?? []
    disk.rows.tables.set(key, { ...(row as object), sizeBytes: 'many' })
    const device = mediaDevice(server, { disk })
    await device.start()
    await someTurns()
    expect(disk.rows.setAside).toHaveLength(1)
    expect(await disk.media.keys()).toHaveLength(1)
  })

  test('are not swept away from under another tab where the browser has no locks', async () => {
    class NoLocks extends MemoryLocks {
      override readonly areExclusive = false
      override async whenHeld(_name: string, _signal: AbortSignal, held: () => Promise<void>) {
        await held()
      }
    }
    const disk = newDisk()
    const server = createMemoryServer()
    const locks = new NoLocks()
    const adding = mediaDevice(server, { disk, locks })
    const starting = mediaDevice(server, { disk, locks })
    // The bytes are whole, the row is still to be written.
    const added = adding.assets.add(projectId, madeFile('a.mp4', 1000))
    while ((await disk.media.keys()).length === 0) await turn()
    await starting.start()
    const { assetId } = await added
    await someTurns()
    expect((await adding.assets.open(projectId, assetId))?.size).toBe(1000)
  })

  test('[ST1] a file that could not be kept is not called unsaved work any more', async () => {
    const disk = newDisk({ capacityBytes: 10 })
    const device = mediaDevice(createMemoryServer(), { disk })
    let told = 0
    await device.start()
    device.assets.subscribe(() => {
      told += 1
    })
    await expect(device.assets.add(projectId, madeFile('a.mp4', 1000))).rejects.toBeInstanceOf(StorageFull)
    expect(told).toBeGreaterThan(0)
    expect(device.lastSummary()).toMatchObject({ open: 0, durability: 'in-the-cloud' })
    expect(await disk.media.keys()).toEqual([])
  })

  test('[UP10] a store that fails to open for a while is no missing file', async () => {
    const server = createMemoryServer()
    const device = mediaDevice(server)
    await createProject(device, projectId)
    const { open } = device.disk.media
    device.disk.media.open = () => Promise.reject(new DOMException('The browser is busy.', 'InvalidStateError'))
    await device.start()
    device.projectReached(projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    expect((await device.reaches(assetId, 'waiting')).transfer).toMatchObject({
      reason: expect.stringContaining('could not read the file'),
    })
    device.disk.media.open = open
    device.wake()
    await device.reaches(assetId, 'stored')
  })

  test('[UP10] an upload that only a newer app could go on with is taken up when the app starts', async () => {
    const server = createMemoryServer()
    const disk = newDisk()
    const device = mediaDevice(server, { disk })
    await createProject(device, projectId)
    await device.start()
    const problem = { type: 'about:blank', title: 'x', status: 426, detail: 'Reload.', requestId: 'r' }
    const body = new TextEncoder().encode(JSON.stringify({ ...problem, code: 'upgrade-required', supported: [2] }))
    server.beforeHandling = ({ url }) => (url.endsWith('/presign') ? { status: 426, headers: {}, body } : undefined)
    device.projectReached(projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'blocked')
    await device.close()
    server.beforeHandling = () => undefined
    const newer = mediaDevice(server, { disk })
    await newer.start()
    await newer.reaches(assetId, 'stored')
  })
})

describe('uploads', { timeout: 60_000 }, () => {
  test('[UP2] two assets of the same bytes, added at once, send them once', async () => {
    const server = createMemoryServer()
    const device = mediaDevice(server)
    await createProject(device, projectId)
    await device.start()
    let parts = 0
    server.beforeHandling = ({ method, url }) => {
      if (method === 'PUT' && url.startsWith(server.storeUrl)) parts += 1
      return undefined
    }
    const [one, two] = await Promise.all([
      device.assets.add(projectId, madeFile('a.mp4', threeParts)),
      device.assets.add(projectId, madeFile('b.mp4', threeParts)),
    ])
    device.projectReached(projectId)
    await device.reaches(one.assetId, 'stored')
    await device.reaches(two.assetId, 'stored')
    expect(parts).toBe(3)
  })

  test('[UP2] of two assets of the same bytes one that was to wait joins in the other’s sending no more', async () => {
    const server = createMemoryServer()
    const device = mediaDevice(server)
    await startWithProject(device, projectId)
    let asks = 0
    const held: (() => void)[] = []
    server.beforeHandling = ({ url }) => {
      if (url.endsWith('/presign')) asks += 1
      if (url.endsWith('/presign') && asks === 1) return 'lost'
      if (!url.startsWith(server.storeUrl)) return undefined
      return new Promise((resolve) => held.push(() => resolve(undefined)))
    }
    const [one, two] = await Promise.all([
      device.assets.add(projectId, madeFile('a.mp4', threeParts)),
      device.assets.add(projectId, madeFile('b.mp4', threeParts)),
    ])
    while (held.length === 0) await turn()
    device.clock.advance(60_000)
    await someTurns()
    expect(asks).toBe(2)
    for (let done = 0; done < 3; done += 1) {
      while (held.length <= done) await turn()
      held[done]?.()
    }
    await device.reaches(one.assetId, 'stored')
    await device.reaches(two.assetId, 'stored')
    expect(held).toHaveLength(3)
  })

  test('[QU6] a clock set back a day prolongs no wait', async () => {
    const server = createMemoryServer()
    const device = mediaDevice(server)
    await startWithProject(device, projectId)
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? 'lost' : undefined)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'waiting')
    server.beforeHandling = () => undefined
    device.clock.setBack(86_400_000)
    device.clock.advance(60_000)
    await device.reaches(assetId, 'stored')
  })
})
