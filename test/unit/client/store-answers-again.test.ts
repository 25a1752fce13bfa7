import { expect, test } from 'vitest'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { edit } from './memory-host.ts'
import { clip, opened, status } from './opened-page.ts'
import { inTheCloud, type OpenPage, passTime } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

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
