import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { lineIsBack } from './saved-offline.ts'
import { inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { idle, twoTabs } from './two-tabs.ts'
import { newWorld } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const hasRow = (a: SyncDevice) => a.disk.tables.has('assets/film/clip')
const clear = (a: SyncDevice) => {
  a.evictRows()
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
}

/** Two tabs, of which neither reaches the cloud; one has a file that is nowhere else. */
async function fileOfOneTab() {
  const world = newWorld()
  const { a } = world
  a.withMedia = true
  const tabs = await twoTabs(a)
  await tabs.leader.save(edit('one'))
  await inTheCloud(tabs.leader)
  a.line.cut()
  const add = () => tabs.follower.sync.assets.add('film', clip(), { assetId: 'clip' })
  return { a, ...tabs, add }
}

/** The browser clears the database again, once, as a tab says that it has put back what was gone. Answers whether it has. */
function clearedAsItIsPutBack(a: SyncDevice): () => boolean {
  let clears = 0
  a.origin.tabsOf({}, 'ada').onMessage(({ kind }) => {
    if (kind !== 'lane-changed') return
    clears += 1
    if (clears === 1) a.evictRows()
  })
  return () => clears > 0
}

/** A file that one tab alone knows, which has died with its database. */
async function fileOfDeadTab() {
  const { a, leader, follower, add } = await fileOfOneTab()
  leader.page.isDeaf = true
  await add()
  await turnsPass(100)
  clear(a)
  follower.kill()
  return { a, leader }
}

async function arrives(a: SyncDevice, page: OpenPage) {
  await until(() => hasRow(a))
  lineIsBack(a, page)
  await until(async () => (await page.sync.assets.list('film'))[0]?.inTheCloud)
  expect((await diagnose(page.sync)).losses).toEqual([])
}

test('[LS10] a file of another tab, which has died with the database, is put back as that one has noted it', async () => {
  const { a, leader } = await fileOfDeadTab()
  leader.connectivity.wake()
  await arrives(a, leader)
})

test('[LS10] a file’s row outlives a database that is cleared again as it is put back', async () => {
  const { a, leader, follower, add } = await fileOfOneTab()
  leader.kill()
  await idle(follower)
  await add()
  const isCleared = clearedAsItIsPutBack(a)
  clear(a)
  follower.connectivity.wake()
  await until(isCleared)
  await turnsPass(100)
  a.inventory.clear()
  follower.connectivity.wake()
  await arrives(a, follower)
})

test('[LS10] also where another tab has died with it', async () => {
  const { a, leader } = await fileOfDeadTab()
  const isCleared = clearedAsItIsPutBack(a)
  leader.connectivity.wake()
  await until(isCleared)
  await turnsPass(100)
  leader.connectivity.wake()
  await arrives(a, leader)
})

test('[LS11] a page without media leaves the notes of files as they are', async () => {
  const { a, leader, follower, add } = await fileOfOneTab()
  await add()
  await turnsPass(100)
  for (const page of [leader, follower]) page.kill()
  a.withMedia = false
  const page = a.open()
  await turnsPass(200)
  page.connectivity.wake()
  await turnsPass(200)
  expect(a.inventory.notes().map(({ table, key }) => `${table} ${key}`)).toContain('assets film/clip')
})
