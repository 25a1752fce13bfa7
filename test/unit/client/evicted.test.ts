import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { lineIsBack, savedOffline } from './saved-offline.ts'
import { inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()
const losses = async ({ sync }: OpenPage) => (await diagnose(sync)).losses

async function settled(): Promise<void> {
  await turnsPass(100)
}

describe('under an open page', () => {
  test.each([true, false])('[LS10] what is queued is put back from memory and arrives (own store: %s)', async (own) => {
    const world = newWorld()
    const { a } = world
    a.ownStore = own
    const page = await savedOffline(a, 'one')
    a.evictRows()
    page.connectivity.wake()
    await until(() => a.disk.tables.has('lanes/film'))
    expect(status(page).projects.film?.durability).toBe('on-this-device')
    page.kill()
    // Another start finds it as if nothing had been.
    const again = a.open()
    lineIsBack(a, again)
    await inTheCloud(again)
    expect(await inCloudNow(world)).toBe('one')
    expect(await losses(again)).toEqual([])
  })

  test('[LS10, LS11] notes that went with the rows, as where the site is cleared, are made again', async () => {
    const { a } = newWorld()
    a.ownStore = false
    const page = await savedOffline(a, 'one')
    await page.sync.pause()
    page.connectivity.wake()
    await settled()
    a.evictRows()
    a.inventory.clear()
    page.connectivity.wake()
    await until(() => a.disk.tables.has('lanes/film'))
    await settled()
    page.kill()
    a.evictRows()
    const again = a.open()
    await until(async () => (await losses(again)).length > 0)
    expect(status(again).projects.film?.activity).toMatchObject({ code: 'content-lost' })
  })

  test('[LS10] the version agreed on is put back too: a later save makes no conflict with oneself', async () => {
    const world = await sharedProject()
    const { a, pageA } = world
    a.evictRows()
    await pageA.save(edit('two'))
    await inTheCloud(pageA)
    expect(await inCloudNow(world)).toBe('two')
    expect(await pageA.sync.conflicts.list()).toEqual([])
  })

  test('[LS10] a lane that is damaged is put back at the next look, and not only by a reload', async () => {
    const { a, pageA } = await sharedProject()
    a.disk.tables.set('lanes/film', { broken: true })
    pageA.connectivity.wake()
    await until(() => JSON.stringify(a.disk.tables.get('lanes/film') ?? '').includes('"version":1'))
    expect(await losses(pageA)).toEqual([expect.objectContaining({ kind: 'row-unreadable', key: 'film' })])
  })

  test('[LS10] a pause is kept, and files and their uploads go on', async () => {
    const { a } = newWorld()
    a.withMedia = true
    const page = await savedOffline(a, 'one')
    await page.sync.assets.add('film', clip(), { assetId: 'clip' })
    await page.sync.pause()
    a.evictRows()
    page.connectivity.wake()
    await until(() => a.disk.tables.has('device/pause') && a.disk.tables.has('assets/film/clip'))
    await page.sync.resume()
    lineIsBack(a, page)
    await until(() => status(page).durability === 'in-the-cloud')
    expect((await page.sync.assets.list('film'))[0]?.inTheCloud).toBe(true)
  })
})

test('[LS10] a file’s row is put back also where the tab has read the empty database before it knew', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const rows = new Map(a.disk.tables)
  a.evictRows()
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await settled()
  page.connectivity.wake()
  await until(() => a.disk.tables.has('assets/film/clip'))
  expect(a.disk.tables.get('assets/film/clip')).toEqual(rows.get('assets/film/clip'))
  await until(() => a.inventory.notes().some(({ table }) => table === 'assets'))
})

test('[LS10] a row that was removed on purpose stays away', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  page.connectivity.wake()
  await until(() => a.disk.tables.has('device/born'))
  a.disk.tables.delete('assets/film/clip')
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await until(() => status(page).uploads.open === 0)
  page.connectivity.wake()
  await settled()
  expect(a.disk.tables.has('assets/film/clip')).toBe(false)
  expect(a.inventory.notes().filter(({ table }) => table === 'assets')).toEqual([])
})

test.each(['this tab', 'the other'])(
  '[LS10, TA7] what other tabs have brought to the cloud since a tab was told of it is neither lost nor put back (saved in %s)',
  async (where) => {
    const { a } = newWorld()
    a.ownStore = false
    const { leader, follower } = await twoTabs(a)
    await leader.sync.pause()
    await (where === 'this tab' ? follower : leader).sync.projects.save(edit('one'))
    await until(() => status(follower).projects.film?.activity.kind === 'paused')
    follower.page.isDeaf = true
    await leader.sync.resume()
    await inTheCloud(leader)
    await leader.sync.projects.open('film')
    await leader.sync.projects.save(edit('two'))
    await inTheCloud(leader)
    await until(() => status(leader).activity.kind === 'idle')
    const rows = () => [...a.disk.tables.keys()].filter((key) => key.startsWith('documents/'))
    const before = rows()
    follower.connectivity.wake()
    await inTheCloud(follower)
    await settled()
    expect(await losses(follower)).toEqual([])
    expect(rows()).toEqual(before)
  },
)
