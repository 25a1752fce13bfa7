import { expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { clip, opened, status } from './opened-page.ts'
import { inTheCloud, passTime, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

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
