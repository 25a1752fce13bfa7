import { expect, test } from 'vitest'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { dayMs, listedOn } from './away-for-long.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { statusOf } from './failing-host.ts'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, passTime, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, inCloudNow } from './world.ts'

const rowsOf = ({ disk }: SyncDevice, table: string) => [...disk.tables.keys()].filter((key) => key.startsWith(table))

/** So many days go by, and the device looks at the cloud. */
async function daysPass(device: SyncDevice, { connectivity }: OpenPage, days: number): Promise<void> {
  device.clock.advance(days * dayMs)
  connectivity.wake()
  await quiet()
}

test('[CF13] an answered question is remembered for thirty days, and then leaves no row that each poll reads', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await inTheCloud(pageA)
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await daysPass(a, pageA, 29)
  expect(rowsOf(a, 'conflicts/')).toHaveLength(1)
  await daysPass(a, pageA, 2)
  expect(rowsOf(a, 'conflicts/')).toEqual([])
  expect(await pageA.sync.conflicts.list()).toEqual([])
  expect(await inCloudNow(world)).toBe('from B')
})

test('[CF13] one that is open is not forgotten', async () => {
  const { a, pageA, conflictId } = await conflictOnA()
  await daysPass(a, pageA, 100)
  expect(rowsOf(a, 'conflicts/')).toHaveLength(1)
  expect(await pageA.sync.conflicts.list()).toMatchObject([{ conflictId }])
})

test('[CF13, CF5] a side that lost offline is told to the history, however long ago the question was answered', async () => {
  const world = await conflictOnA()
  const { a, pageA, server, conflictId } = world
  server.beforeHandling = ({ method }) => (method === 'POST' ? 'lost' : undefined)
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await daysPass(a, pageA, 40)
  expect(rowsOf(a, 'conflicts/')).toEqual([])
  expect(historyOf(world)).not.toContain('conflict-side: from A')
  server.beforeHandling = () => undefined
  await passTime(a, () => historyOf(world).includes('conflict-side: from A'))
})

/** Two projects in a cloud whose clock goes with the device's, and an app that has a word for deletions. */
async function filmAndSong() {
  const clock = new HandClock()
  const server = createMemoryServer({ clock })
  const a = new SyncDevice(server, 'studio')
  a.host.remove = a.host.letGo
  const page = a.open()
  for (const id of ['film', 'song']) {
    await page.save(edit('one', { id }))
    await inTheCloud(page, id)
  }
  const pass = async (days: number) => {
    clock.advance(days * dayMs)
    await daysPass(a, page, days)
  }
  return { server, a, page, pass }
}

test('[LI12] a tombstone is remembered for thirty days, and what it was of stays off the list', async () => {
  const { a, page, pass } = await filmAndSong()
  await page.sync.projects.delete('film')
  await until(() => !statusOf(page).projects.film)
  await pass(29)
  expect(rowsOf(a, 'listing/').sort()).toEqual(['listing/film', 'listing/song'])
  await pass(2)
  expect(rowsOf(a, 'listing/')).toEqual(['listing/song'])
  expect(await listedOn(page)).toEqual(['song'])
  await page.save(edit('made anew'))
  await activity(page, 'conflict')
})

test('[LI12] one that was brought back meanwhile is listed, and stays so', async () => {
  const { server, a, page, pass } = await filmAndSong()
  await deleteElsewhere(server, 1)
  await pass(1)
  await page.save(edit('brought back'))
  await activity(page, 'conflict')
  const [asked] = await page.sync.conflicts.list()
  await page.sync.conflicts.resolve(asked?.conflictId ?? '', 'local')
  await inTheCloud(page)
  await pass(40)
  expect(rowsOf(a, 'listing/').sort()).toEqual(['listing/film', 'listing/song'])
  expect(await listedOn(page)).toEqual(['film', 'song'])
})
