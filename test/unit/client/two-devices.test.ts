import { expect, test } from 'vitest'
import { createMemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

function twoDevices() {
  const server = createMemoryServer()
  return { server, a: new SyncDevice(server, 'studio'), b: new SyncDevice(server, 'laptop') }
}

test('[RE2] a project made on one device is listed on the other at the next poll, and opens there', async () => {
  const { a, b } = twoDevices()
  const pageB = b.open()
  await until(() => pageB.sync.status.get().activity.kind === 'idle')
  expect(await pageB.sync.projects.list()).toEqual([])
  const pageA = a.open()
  expect(await pageA.save(edit('one'))).toBe('saved one')
  await inTheCloud(pageA)
  b.clock.advance(60_000)
  const listed = await until(async () => (await pageB.sync.projects.list())[0])
  expect(listed).toMatchObject({ id: 'film', name: 'Film', version: 1, onThisDevice: false })
  expect(await pageB.sync.projects.open('film')).toEqual(edit('one'))
  expect(b.host.projects.get('film')).toEqual(edit('one'))
  expect((await pageB.sync.projects.list())[0]).toMatchObject({ onThisDevice: true, version: 1 })
})

test('[LI11] what was just saved is first in the list, also once it is acknowledged and before a look has listed it', async () => {
  const { a } = twoDevices()
  const page = a.open()
  const save = async (id: string, document: string) => {
    a.clock.advance(1_000)
    await page.save(edit(document, { id }))
    await inTheCloud(page, id)
    return a.clock.nowMs()
  }
  await save('film', 'one')
  const songMs = await save('song', 'one')
  const filmMs = await save('film', 'two')
  expect(await page.sync.projects.list()).toMatchObject([
    { id: 'film', version: 2, updatedAtMs: filmMs },
    { id: 'song', version: 1, updatedAtMs: songMs },
  ])
})

test('[LI11] a name that was just saved is in the list at once', async () => {
  const { a } = twoDevices()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  for (const name of ['Renamed', 'Again']) {
    await page.save(edit('one', { name }))
    expect(await page.sync.projects.list()).toMatchObject([{ id: 'film', name }])
    a.line.cut()
  }
})

test('an edit made there shows up here, and the app is told', async () => {
  const { a, b } = twoDevices()
  const pageA = a.open()
  await pageA.save(edit('one'))
  await inTheCloud(pageA)
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  await pageB.save(edit('two'))
  await until(() => pageB.sync.status.get().projects.film?.activity.kind === 'idle')
  await inTheCloud(pageB)
  const told: string[] = []
  pageA.sync.projects.subscribe(({ projectId }) => told.push(projectId))
  pageA.connectivity.wake()
  await until(() => a.host.projects.get('film')?.document === 'two')
  await until(() => told.includes('film'))
})

test('documents of every size and script come over byte for byte', async () => {
  const { a, b } = twoDevices()
  const document = `\uFEFF${'{"name":"Ночь 🎬 \\u0000","rate":23.976}\r\n'.repeat(5000)}`
  const pageA = a.open()
  await pageA.save(edit(document, { name: 'Ночь 🎬', assetIds: ['b', 'a'] }))
  await inTheCloud(pageA)
  const opened = await b.open().sync.projects.open('film')
  expect(opened.document === document).toBe(true)
  expect(opened).toMatchObject({ name: 'Ночь 🎬', assetIds: ['a', 'b'] })
})

test('[RE2] a project that the app’s store has lost is fetched again when it is opened', async () => {
  const { a, b } = twoDevices()
  const pageA = a.open()
  await pageA.save(edit('one'))
  await inTheCloud(pageA)
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  b.host.projects.delete('film')
  expect(await pageB.sync.projects.open('film')).toEqual(edit('one'))
})

test('[PK4] an app with a store of its own is told to save there', async () => {
  const page = twoDevices().a.open()
  await expect(page.sync.projects.save(edit('one'))).rejects.toThrow('afterSave')
})

test('[TA6] what was fetched as it was opened has been seen: a save of it is an edit like any other', async () => {
  const { server, a, b } = twoDevices()
  a.ownStore = false
  b.ownStore = false
  const pageA = a.open()
  await pageA.sync.projects.save(edit('one'))
  await inTheCloud(pageA)
  const pageB = b.open()
  await pageB.sync.projects.open('film')
  await pageB.sync.projects.save(edit('two'))
  await inTheCloud(pageB)
  expect([...server.database.projects.values()].map(({ version }) => version)).toEqual([2])
})
