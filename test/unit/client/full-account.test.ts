import { expect, test } from 'vitest'
import { deleteProject } from '#contract/calls.ts'
import { readUsage } from '../../../client-lib/account/read-usage.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { noLimits } from '../../server/no-limits.ts'
import { createProject, madeFile, mediaDevice, newDisk } from '../media/media-device.ts'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

test('[QT6] a project that there is no room for is parked with the reason, kept here, and sent once the user has made room', async () => {
  const server = createMemoryServer({ limits: { ...noLimits, projects: 1 } })
  const device = mediaDevice(server)
  await createProject(device, 'earlier')
  const page = new SyncDevice(server, 'studio').open()
  await page.save(edit('one'))
  expect(await activity(page, 'blocked')).toEqual({
    ...{ kind: 'blocked', code: 'quota-exceeded', detail: 'The account has 1 of at most 1 projects.' },
  })
  expect(page.sync.status.get().projects.film?.durability).toBe('on-this-device')
  const body = { baseVersion: 1, mutationId: 'm2' }
  await device.api.call(deleteProject, {
    params: { projectId: 'earlier' },
    body,
    signal: new AbortController().signal,
  })
  page.sync.retryNow()
  await inTheCloud(page)
})

test('[QU8, QT6] a page that gets the focus sends and writes nothing for projects that there is no room for; the next start tries them again', async () => {
  const server = createMemoryServer({ limits: { ...noLimits, projects: 0 } })
  const device = new SyncDevice(server, 'studio')
  const page = device.open()
  const ids = ['film', 'song', 'clip']
  for (const id of ids) await page.save(edit('one', { id }))
  for (const id of ids) await activity(page, 'blocked', id)
  await quiet()
  const writes: string[] = []
  const { set } = device.disk.tables
  device.disk.tables.set = function (this: typeof device.disk.tables, key, row) {
    if (key.startsWith('lanes/')) writes.push(key)
    return set.call(this, key, row)
  }
  const sent: string[] = []
  server.beforeHandling = ({ method }) => {
    if (method === 'PUT') sent.push(method)
    return undefined
  }
  page.connectivity.wake()
  await quiet()
  expect({ writes, sent }).toEqual({ writes: [], sent: [] })
  await page.sync.close()
  device.open()
  await until(() => sent.length === ids.length)
})

test('[QT6] a file that there is no room for is parked; it is sent when the user takes it up, or at the next start', async () => {
  const server = createMemoryServer({ limits: { ...noLimits, storedBytes: 1000 } })
  const disk = newDisk()
  const device = mediaDevice(server, { disk })
  await createProject(device, 'film')
  await device.start()
  device.projectReached('film')
  const files = [madeFile('a.mp4', 600), madeFile('b.mp4', 500, 2), madeFile('c.mp4', 500, 3)]
  const ids: string[] = []
  for (const file of files) ids.push((await device.assets.add('film', file)).assetId)
  const [a = '', b = '', c = ''] = ids
  await device.reaches(a, 'stored')
  for (const assetId of [b, c]) {
    expect((await device.reaches(assetId, 'blocked')).transfer).toMatchObject({ code: 'quota-exceeded' })
  }
  server.database.accounts.clear()
  await device.assets.retry(b)
  await device.reaches(b, 'stored')
  await device.close()
  const again = mediaDevice(server, { disk })
  await again.start()
  await again.reaches(c, 'stored')
})

test('[QT6] where as many uploads are under way as may be, the next waits, and goes on by itself', async () => {
  const server = createMemoryServer({ limits: { ...noLimits, openUploads: 1 } })
  const device = mediaDevice(server)
  await createProject(device, 'film')
  await device.start()
  device.projectReached('film')
  server.beforeHandling = ({ url }) => (url.endsWith('/complete') ? 'lost' : undefined)
  const first = await device.assets.add('film', madeFile('a.mp4', 600))
  await device.reaches(first.assetId, 'waiting')
  const second = await device.assets.add('film', madeFile('b.mp4', 500, 2))
  const { transfer } = await device.reaches(second.assetId, 'waiting')
  expect(transfer).toMatchObject({ reason: 'The account has 1 of at most 1 uploads under way.' })
  server.beforeHandling = () => undefined
  device.clock.advance(60_000)
  await device.reaches(first.assetId, 'stored')
  device.clock.advance(120_000)
  await device.reaches(second.assetId, 'stored')
})

test('[QT6] usage tells what the cloud has of the account, and what it may have', async () => {
  const { pageA, a } = await sharedProject()
  expect(await readUsage(pageA.sync)).toEqual({
    storedBytes: { used: 0, limit: 'none' },
    projects: { used: 1, limit: 'none' },
    openUploads: { used: 0, limit: 'none' },
    fileBytes: { limit: 'none' },
  })
  a.line.cut()
  await expect(readUsage(pageA.sync)).rejects.toBeInstanceOf(NetworkFailed)
})

test('[QU10] usage that is asked of a closed sync, or of one that is closing, says that it is closed', async () => {
  const { a } = newWorld()
  const page = a.open()
  const asked = readUsage(page.sync)
  const refused = expect(asked).rejects.toMatchObject({ name: 'SyncClosed' })
  await page.sync.close()
  await refused
  await expect(readUsage(page.sync)).rejects.toMatchObject({ name: 'SyncClosed' })
})
