import { describe, expect, test } from 'vitest'
import type { AssetView } from '../../../client-lib/media/assets-api.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, newDisk, startWithProject } from './media-device.ts'

const projectId = 'film'

async function twoTabs() {
  const server = createMemoryServer()
  const disk = newDisk()
  const leader = mediaDevice(server, { disk })
  const other = mediaDevice(server, { disk, clock: leader.clock })
  await startWithProject(leader, projectId)
  return { server, disk, leader, other }
}

describe('two tabs of one device', () => {
  test('a file added in one is sent by the one that leads, and both show it', async () => {
    const { leader, other } = await twoTabs()
    const { assetId } = await other.assets.add(projectId, madeFile('a.mp4', 1000))
    expect(other.summary()).toMatchObject({ open: 1, durability: 'on-this-device' })
    await leader.refresh()
    await leader.reaches(assetId, 'stored')
    // Stopping waits until what was reached is on disk.
    await leader.stop()
    await other.refresh()
    expect((await other.reaches(assetId, 'stored')).inTheCloud).toBe(true)
    expect(other.summary()).toMatchObject({ open: 0, durability: 'in-the-cloud' })
  })

  test('the tab that takes over goes on with what the other had begun', async () => {
    const { server, leader, other } = await twoTabs()
    server.beforeHandling = (request) => (request.url.startsWith(server.storeUrl) ? 'lost' : undefined)
    const { assetId } = await leader.assets.add(projectId, madeFile('a.mp4', 1000))
    await leader.reaches(assetId, 'waiting')
    await leader.close()
    expect(leader.clock.timers).toBe(0)
    server.beforeHandling = () => undefined
    await other.start()
    await other.reaches(assetId, 'stored')
  })

  test('a blocked file is taken up again from either', async () => {
    const { server, leader, other } = await twoTabs()
    server.beforeHandling = (request) =>
      request.url.startsWith(server.storeUrl) ? { status: 403, headers: {}, body: new Uint8Array() } : undefined
    const { assetId } = await leader.assets.add(projectId, madeFile('a.mp4', 1000))
    await leader.reaches(assetId, 'blocked')
    server.beforeHandling = () => undefined
    await leader.stop()
    await leader.start()
    expect(leader.summary().worst).toMatchObject({ kind: 'blocked', code: 'store-refused' })
    await other.assets.retry(assetId)
    await leader.refresh()
    await leader.reaches(assetId, 'stored')
  })

  test('[UP27] a file that is cancelled in one without its bytes is told to be gone in that one too', async () => {
    const { server, leader, other } = await twoTabs()
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? new Promise(() => {}) : undefined)
    const { assetId } = await leader.assets.add(projectId, madeFile('a.mp4', 1000))
    await other.assets.list(projectId)
    const told: AssetView[] = []
    other.assets.subscribe((view) => told.push(view))
    await other.assets.cancel(assetId, { keepBytes: false })
    await leader.refresh()
    await leader.reaches(assetId, 'cancelled')
    await other.refresh([`${projectId}/${assetId}`])
    expect(await other.assets.list(projectId)).toEqual([])
    expect(told.map(({ onThisDevice, transfer }) => [onThisDevice, transfer.phase])).toEqual([
      [true, 'cancelling'],
      [false, 'cancelled'],
    ])
  })

  test('[ST1] a tab that has not read its rows yet does not call them in the cloud', async () => {
    const { server, disk, other } = await twoTabs()
    await other.assets.add(projectId, madeFile('a.mp4', 1000))
    const fresh = mediaDevice(server, { disk })
    expect(fresh.summary().durability).toBe('on-this-device')
    await fresh.refresh()
    expect(fresh.summary()).toMatchObject({ open: 1, totalBytes: 1000, durability: 'on-this-device' })
  })

  test('[QU10] closing may be repeated, and nothing is done afterwards', async () => {
    const { server, leader } = await twoTabs()
    await leader.assets.add(projectId, madeFile('a.mp4', 1000))
    await leader.close()
    await leader.close()
    let requests = 0
    server.beforeHandling = () => {
      requests += 1
      return undefined
    }
    leader.wake()
    leader.projectReached(projectId)
    await leader.refresh()
    expect([requests, leader.clock.timers]).toEqual([0, 0])
  })
})
