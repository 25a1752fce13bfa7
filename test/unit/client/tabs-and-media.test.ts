import { expect, test } from 'vitest'
import { MortalPage } from '../../../testing/device/mortal-page.ts'
import { edit } from './memory-host.ts'

import { inTheCloud, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

const clip = (text = 'a clip') => new File([text], 'clip.mp4', { type: 'video/mp4' })

test('[UP10] a file added in a tab that does not lead is sent by the one that does, unasked', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const leader = a.open()
  await leader.save(edit('one'))
  await inTheCloud(leader)
  const follower = a.open()
  await until(() => follower.sync.status.get().activity.kind === 'idle')
  const { assetId } = await follower.sync.assets.add('film', clip())
  await until(async () => (await leader.sync.assets.list('film')).find((one) => one.assetId === assetId)?.inTheCloud)
  await until(() => follower.sync.status.get().durability === 'in-the-cloud')
})

test('[UP10] a file added to a project that another tab has just fetched is sent by the one that leads', async () => {
  const { server } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  c.withMedia = true
  const leader = c.open()
  await until(() => leader.sync.status.get().activity.kind === 'idle')
  const follower = c.open()
  await follower.sync.projects.open('film')
  const { assetId } = await follower.sync.assets.add('film', clip())
  await until(async () => (await leader.sync.assets.list('film')).find((one) => one.assetId === assetId)?.inTheCloud)
})

test('[UP22] a file added to a project that the device does not hold is sent, also after a reload', async () => {
  const { server, a } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  c.withMedia = true
  const page = c.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  await page.sync.assets.add('film', clip())
  await until(() => page.sync.status.get().durability === 'in-the-cloud')
  c.line.cut()
  const { assetId } = await page.sync.assets.add('film', clip('another'))
  page.kill()
  c.line.mend()
  const again = c.open()
  await until(async () => (await again.sync.assets.list('film')).find((one) => one.assetId === assetId)?.inTheCloud)
  expect(a.host.projects.has('film')).toBe(true)
  expect(c.host.projects.has('film')).toBe(false)
})

test('[QU5, UP10] a file of a project in conflict is sent, also after a reload, and where it never had a version here', async () => {
  const { server } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  c.withMedia = true
  const page = c.open()
  await page.save(edit('made here under the same id'))
  await until(() => page.sync.status.get().activity.kind === 'conflict')
  page.kill()
  const again = c.open()
  await until(() => again.sync.status.get().activity.kind === 'conflict')
  const { assetId } = await again.sync.assets.add('film', clip())
  await until(async () => (await again.sync.assets.list('film')).find((one) => one.assetId === assetId)?.inTheCloud)
})

test('media of a project that the cloud does not have is not asked for; once it is there, it is', async () => {
  const { server, a } = newWorld()
  a.withMedia = true
  const asked: string[] = []
  server.afterHandling = ({ method, url }, { status }) => {
    if (method === 'GET' && url.endsWith('/media')) asked.push(`${status}`)
    return undefined
  }
  a.line.cut()
  const page = a.open()
  await page.save(edit('one'))
  await page.sync.assets.list('film')
  a.line.mend()
  await page.sync.assets.list('film')
  expect(asked).toEqual([])
  page.connectivity.wake()
  await inTheCloud(page)
  await until(() => asked.length > 0)
  expect(asked).toEqual(['200'])
})

test('[LS5] a tab of an older version, which cannot reach the rows any more, does not keep a newer one from sending', async () => {
  const { a } = newWorld()
  const old = a.origin.locksOf(new MortalPage())
  for (const name of ['reelsync-ada', 'reelsync-1-ada']) {
    void old.whenHeld(name, new AbortController().signal, () => new Promise(() => {}))
  }
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
})

test('[RE2, UP7] a file that another device has sent since it was listed is shown as there at the next poll', async () => {
  const { server, a, b } = newWorld()
  a.withMedia = true
  b.withMedia = true
  const [pageA, letGo] = [a.open(), Promise.withResolvers<undefined>()]
  await pageA.save(edit('one'))
  await inTheCloud(pageA)
  let held = 0
  server.beforeHandling = ({ method, url }) => {
    if (method !== 'PUT' || !url.startsWith(server.storeUrl)) return undefined
    held += 1
    return letGo.promise
  }
  const { assetId } = await pageA.sync.assets.add('film', clip())
  await until(() => held === 1)
  const isThereOn = async ({ sync }: typeof pageA) =>
    (await sync.assets.list('film')).find((one) => one.assetId === assetId)?.inTheCloud
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  await until(async () => (await isThereOn(pageB)) === false)
  letGo.resolve(undefined)
  await until(() => isThereOn(pageA))
  pageB.connectivity.wake()
  await until(() => isThereOn(pageB))
})
