import { expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { historyOf, inCloudNow, newWorld, sharedProject } from './world.ts'

test('[LS1] an app without a store keeps the project and its place in the queue in one write', async () => {
  const world = newWorld()
  world.a.ownStore = false
  world.a.line.cut()
  const page = world.a.open()
  await page.sync.projects.save(edit('one'))
  expect([...world.a.disk.tables.keys()].filter((key) => !key.startsWith('device/')).sort()).toEqual([
    expect.stringMatching(/^documents\/film\//),
    'lanes/film',
  ])
  expect(page.sync.status.get().projects.film?.durability).toBe('on-this-device')
  page.kill()
  world.a.line.mend()
  const again = world.a.open()
  expect(await again.sync.projects.open('film')).toEqual(edit('one'))
  await inTheCloud(again)
  expect((await again.sync.projects.list())[0]).toMatchObject({ name: 'Film', version: 1, onThisDevice: true })
  await again.sync.projects.save(edit('two'))
  await inTheCloud(again)
  expect(await inCloudNow(world)).toBe('two')
})

test('[LS2, ST1] without a store of its own, an app hears of refused storage, and the status says unsaved', async () => {
  const world = newWorld()
  world.a.ownStore = false
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  world.a.disk.refusal = new StorageFull()
  await expect(page.sync.projects.save(edit('one'))).rejects.toBeInstanceOf(StorageFull)
  expect(page.sync.status.get()).toMatchObject({ durability: 'unsaved', activity: { kind: 'storage-degraded' } })
  world.a.disk.refusal = undefined
  await page.sync.projects.save(edit('one'))
  await inTheCloud(page)
})

test('[RE1, CF2] without a store of its own, remote versions and answers land in the device’s', async () => {
  const world = await sharedProject()
  const c = new SyncDevice(world.server, 'tablet')
  c.ownStore = false
  const page = c.open()
  await page.sync.projects.open('film')
  await world.pageA.save(edit('two'))
  await inTheCloud(world.pageA)
  page.connectivity.wake()
  await until(async () => (await page.sync.projects.open('film')).document === 'two')
  c.line.cut()
  await page.sync.projects.save(edit('mine'))
  await world.pageA.save(edit('three'))
  await inTheCloud(world.pageA)
  c.line.mend()
  page.connectivity.wake()
  const shown = await activity(page, 'conflict')
  await page.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'remote')
  expect((await page.sync.projects.open('film')).document).toBe('three')
})

test('[QU20, RE1] half of a surrogate pair is sent as U+FFFD once, and what comes from afar takes its place', async () => {
  const world = newWorld()
  const { a, b } = world
  a.ownStore = false
  const half = `\ud800${'a long text '.repeat(200)}`
  const page = a.open()
  await page.sync.projects.save(edit(half))
  await inTheCloud(page)
  await page.sync.close()
  const again = a.open()
  await inTheCloud(again)
  expect(historyOf(world)).toHaveLength(1)
  const other = b.open()
  expect((await other.sync.projects.open('film')).document).toBe(half.replace('\ud800', '\ufffd'))
  await other.save(edit('from B'))
  await inTheCloud(other)
  again.sync.retryNow()
  await until(async () => (await again.sync.projects.open('film')).document === 'from B')
})

test('[QU20] an app’s own store may go on holding it, and is not unlike what was agreed on', async () => {
  const world = newWorld()
  const page = world.a.open()
  await page.save(edit('half of \ud83d', { name: '\udc4d' }))
  await inTheCloud(page)
  await page.sync.close()
  await inTheCloud(world.a.open())
  expect(historyOf(world)).toEqual(['history: half of \ufffd'])
})

test('[QU1, PV2] what an app saves that keeps its projects itself, and does not tell where, is sent, and asked about', async () => {
  const world = newWorld()
  world.a.ownStore = false
  const page = world.a.open()
  for (const document of ['one', 'two']) {
    await page.save(edit(document))
    await inTheCloud(page)
    expect(await inCloudNow(world)).toBe(document)
  }
  const other = world.b.open()
  await other.sync.projects.open('film')
  await other.save(edit('from B'))
  await inTheCloud(other)
  await page.save(edit('from A'))
  expect(await activity(page, 'conflict')).toMatchObject({ kind: 'conflict' })
})
