import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { lineIsBack, savedOffline } from './saved-offline.ts'
import type { OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()
const losses = async ({ sync }: OpenPage) => (await diagnose(sync)).losses

async function settled(): Promise<void> {
  await turnsPass(100)
}

test('[LS10] a file’s row that is damaged is put back at the next look, and the file goes on', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const row = structuredClone(a.disk.tables.get('assets/film/clip'))
  a.disk.tables.set('assets/film/clip', { broken: true })
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await settled()
  page.connectivity.wake()
  await until(() => JSON.stringify(a.disk.tables.get('assets/film/clip')) === JSON.stringify(row))
  expect(await losses(page)).toEqual([expect.objectContaining({ kind: 'row-unreadable', key: 'film/clip' })])
  lineIsBack(a, page)
  await until(() => status(page).durability === 'in-the-cloud')
  expect((await page.sync.assets.list('film'))[0]?.inTheCloud).toBe(true)
})

test('[LS10, ST1] a file’s row that is damaged is not taken for one that needs no cloud, before it is put back and after', async () => {
  const { a, server } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  server.beforeHandling = ({ url }) => (url.includes('/media/') ? 'lost' : undefined)
  lineIsBack(a, page)
  await until(() => status(page).projects.film?.durability === 'in-the-cloud')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  a.disk.tables.set('assets/film/clip', { broken: true })
  const told: string[] = []
  page.sync.status.subscribe(({ durability }) => told.push(durability))
  for (let readings = 0; readings < 2; readings += 1) {
    a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
    await settled()
    expect(status(page).durability).toBe('on-this-device')
  }
  expect(told).not.toContain('in-the-cloud')
})

test('[LS10] a row that comes back older than its upload, which has ended, is brought up to it', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const older = structuredClone(a.disk.tables.get('assets/film/clip'))
  const isStored = () => JSON.stringify(a.disk.tables.get('assets/film/clip')).includes('"phase":"stored"')
  lineIsBack(a, page)
  await until(isStored)
  await settled()
  a.disk.tables.set('assets/film/clip', older)
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await until(isStored)
  await until(() => status(page).durability === 'in-the-cloud')
})

test('[LS3, MS2] while a file’s row is lost, bytes that no row names stay on the device: they may be its', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  await page.sync.close()
  a.disk.tables.set('assets/film/clip', null)
  a.inventory.clear()
  const again = a.open()
  await until(() => a.disk.setAside.length > 0)
  lineIsBack(a, again)
  await until(() => status(again).durability === 'in-the-cloud')
  await settled()
  expect(await a.media.keys()).toHaveLength(1)
  expect(await losses(again)).toEqual([expect.objectContaining({ kind: 'row-unreadable', key: 'film/clip' })])
})
