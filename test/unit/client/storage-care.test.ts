import { expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage, passTime, SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()

async function opened(a: SyncDevice): Promise<OpenPage> {
  a.withMedia = true
  const page = a.open()
  await until(() => status(page).activity.kind === 'idle')
  return page
}

test('[LS7] the browser is asked to keep what is stored at the first file, and not before or again', async () => {
  const { a } = newWorld()
  const page = await opened(a)
  await page.save(edit('one'))
  expect(a.page.asked).toBe(0)
  await page.sync.assets.add('film', clip())
  await page.sync.assets.add('film', clip())
  expect(a.page.asked).toBe(1)
})

test('[LS7] a browser that may delete what is stored is warned of while this device alone has something', async () => {
  const { a } = newWorld()
  const page = await opened(a)
  expect(status(page).mayBeEvicted).toBe(false)
  a.line.cut()
  await page.save(edit('one'))
  await until(() => status(page).mayBeEvicted)
  a.line.mend()
  page.sync.retryNow()
  await inTheCloud(page)
  await until(() => !status(page).mayBeEvicted)
  a.line.cut()
  a.page.persistent = true
  await page.sync.assets.add('film', clip())
  await until(() => status(page).uploads.open === 1)
  expect(status(page).mayBeEvicted).toBe(false)
})

test('[LS7] the page asks before it is left only while an edit is on no disk, and not once it is closed', async () => {
  const { a } = newWorld()
  a.ownStore = false
  const page = await opened(a)
  const saving = page.sync.projects.save(edit('one'))
  expect(a.page.guarded).toBe(true)
  await saving
  expect(a.page.guarded).toBe(false)
  a.disk.refusal = new StorageFull()
  await page.sync.projects.save(edit('two')).catch(() => undefined)
  expect(a.page.guarded).toBe(true)
  await page.sync.close()
  expect(a.page.guarded).toBe(false)
})

test('[ST1] a project that the device had no room for is not said to be on it', async () => {
  const { server } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  c.ownStore = false
  const page = await opened(c)
  c.disk.refusal = new StorageFull()
  await expect(page.sync.projects.open('film')).rejects.toBe(c.disk.refusal)
  expect(status(page).projects).toEqual({})
  c.disk.refusal = undefined
  page.sync.retryNow()
  await until(() => status(page).durability === 'in-the-cloud' && status(page).activity.kind === 'idle')
})

test('[LS8] a row that a newer version has written stays as it is, and the status says so', async () => {
  const { a } = newWorld()
  const newer = { schemaVersion: 2, of: 'next year' }
  a.disk.tables.set('lanes/film', newer)
  const page = a.open()
  await until(() => status(page).activity.kind === 'storage-degraded')
  const told: string[] = []
  page.sync.status.subscribe(({ activity }) => told.push(activity.kind))
  page.connectivity.wake()
  const startMs = a.clock.nowMs()
  await passTime(a, () => a.clock.nowMs() > startMs + 60_000)
  expect(told.filter((kind) => kind !== 'storage-degraded')).toEqual([])
  expect(await page.save(edit('one'))).toBe('saved one')
  await until(() => status(page).projects.film?.activity.kind === 'storage-degraded')
  expect(a.disk.tables.get('lanes/film')).toEqual(newer)
  expect(a.disk.setAside).toEqual([])
})

test('[LS9] a store that died in the background is said when the page comes back', async () => {
  const { a } = newWorld()
  await opened(a)
  const page = await opened(a)
  a.disk.tables.set('device/pause', { schemaVersion: 2 })
  page.connectivity.wake()
  await until(() => status(page).activity.kind === 'storage-degraded')
})

test('[LS9, ST1] a tab that could not read what another has changed reads it once the store answers', async () => {
  const { a } = newWorld()
  const leader = await opened(a)
  const follower = await opened(a)
  a.line.cut()
  await leader.save(edit('one'))
  await leader.sync.assets.add('film', clip())
  await until(() => status(follower).uploads.open === 1 && status(follower).projects.film)
  follower.page.freeze()
  a.line.mend()
  leader.sync.retryNow()
  await until(() => status(leader).durability === 'in-the-cloud')
  const refuse = () => {
    throw new StorageUnavailable('shut')
  }
  Object.assign(a.disk.tables, { get: refuse, keys: refuse })
  follower.page.thaw()
  await until(() => status(follower).activity.kind === 'storage-degraded')
  expect(status(follower).durability).toBe('on-this-device')
  Object.assign(a.disk.tables, { get: Map.prototype.get, keys: Map.prototype.keys })
  await passTime(a, () => status(follower).durability === 'in-the-cloud')
})

test('[LS9] a tab that could not read its files as it opened calls the store unusable no longer than it is', async () => {
  const { a } = newWorld()
  await opened(a)
  const refuse = () => {
    throw new StorageUnavailable('shut')
  }
  Object.assign(a.disk.tables, { get: refuse, keys: refuse })
  const follower = a.open()
  await until(() => status(follower).activity.kind === 'storage-degraded')
  Object.assign(a.disk.tables, { get: Map.prototype.get, keys: Map.prototype.keys })
  await passTime(a, () => status(follower).activity.kind === 'idle' && status(follower).durability === 'in-the-cloud')
})

test.each(['connected', 'offline'])(
  '[LS9, ST1] once the store answers again no tab calls it unusable, also where nobody saves (%s)',
  async (line) => {
    const { a } = newWorld()
    const tabs = [await opened(a), await opened(a)]
    if (line === 'offline') a.line.cut()
    a.storeFails = () => {
      throw new StorageUnavailable('lost')
    }
    for (const tab of tabs) tab.connectivity.wake()
    await until(() => tabs.every((tab) => status(tab).activity.kind === 'storage-degraded'))
    a.storeFails = () => undefined
    await passTime(a, () => tabs.every((tab) => status(tab).activity.kind === 'idle'))
  },
)

test.each<[string, (page: OpenPage) => void]>([
  ['the user’s word', ({ sync }) => sync.retryNow()],
  ['the page’s return', ({ connectivity }) => connectivity.wake()],
])('[LS13] %s ends the rest of a store that failed three times in a row', async (_, end) => {
  const { a } = newWorld()
  const page = await opened(a)
  let asked = 0
  const refuse = () => {
    asked += 1
    throw new StorageUnavailable('shut')
  }
  Object.assign(a.disk.tables, { get: refuse, keys: refuse })
  await until(async () => {
    const before = asked
    await page.save(edit('one'))
    await turnsPass(20)
    return asked >= 3 && asked === before
  })
  expect(status(page).projects.film?.activity.kind).toBe('storage-degraded')
  Object.assign(a.disk.tables, { get: Map.prototype.get, keys: Map.prototype.keys })
  end(page)
  await inTheCloud(page)
})

test('[LS2] that the device has no room is said until it takes something again', async () => {
  const { a } = newWorld()
  const page = await opened(a)
  a.line.cut()
  await page.save(edit('one'))
  await until(() => status(page).projects.film?.activity.kind === 'waiting')
  a.line.mend()
  a.disk.refusal = new StorageFull()
  page.sync.retryNow()
  await until(() => status(page).activity.kind === 'storage-degraded')
  const told: string[] = []
  page.sync.status.subscribe(({ activity }) => told.push(activity.kind))
  const startMs = a.clock.nowMs()
  await passTime(a, () => a.clock.nowMs() > startMs + 300_000)
  expect(told.filter((kind) => kind !== 'storage-degraded')).toEqual([])
  a.disk.refusal = undefined
  await passTime(a, () => status(page).durability === 'in-the-cloud')
})

test('[LS8] a poll that meets a row of a newer version says what to do about it', async () => {
  const { a } = newWorld()
  const page = await opened(a)
  await page.save(edit('one'))
  await inTheCloud(page)
  a.disk.tables.set('listing/film', { schemaVersion: 2 })
  page.sync.retryNow()
  await until(() => status(page).activity.kind === 'storage-degraded')
  expect(status(page).activity).toMatchObject({ detail: expect.stringContaining('reload this tab') })
})
