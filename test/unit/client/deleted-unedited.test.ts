import { expect, test } from 'vitest'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { reply } from './server-answers.ts'
import { activity, inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { sharedProject } from './world.ts'

const statusOf = ({ sync }: OpenPage) => sync.status.get().projects.film
const isListed = async ({ sync }: OpenPage) => (await sync.projects.list()).some(({ id }) => id === 'film')

test('[RE3] what was deleted elsewhere and not edited here leaves the app’s store by its own word', async () => {
  const { server, a, pageA, pageB } = await sharedProject()
  a.host.remove = a.host.letGo
  await pageA.sync.close()
  await pageB.sync.close()
  await deleteElsewhere(server, 1)
  const page = a.open()
  await until(() => !a.host.projects.has('film'))
  await until(async () => !(await isListed(page)))
  expect(page.sync.status.get()).toMatchObject({ durability: 'in-the-cloud', projects: {} })
  // Made anew under its id, it is an edit after a deletion like any other.
  await page.save(edit('again'))
  await activity(page, 'conflict')
})

test('[RE3] what was un-deleted comes back when it is opened', async () => {
  const { server, a, b, pageA, pageB } = await sharedProject()
  b.host.remove = b.host.letGo
  await pageB.sync.close()
  await pageA.sync.pause()
  await pageA.save(edit('from A'))
  await deleteElsewhere(server, 1)
  const page = b.open()
  await until(() => !b.host.projects.has('film'))
  await pageA.sync.resume()
  const shown = await activity(pageA, 'conflict')
  await pageA.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'local')
  await inTheCloud(pageA)
  expect((await page.sync.projects.open('film')).document).toBe('from A')
  await inTheCloud(page)
  expect(a.host.projects.get('film')).toEqual(b.host.projects.get('film'))
})

test('[RE3] an edit that the app saved and nobody queued is not let go of', async () => {
  const { server, a, pageA } = await sharedProject()
  a.host.remove = a.host.letGo
  await pageA.sync.close()
  await deleteElsewhere(server, 1)
  a.host.projects.set('film', edit('saved, never queued'))
  const page = a.open()
  await activity(page, 'conflict')
  expect(a.host.projects.get('film')).toEqual(edit('saved, never queued'))
})

test('[RE3] an edit that is queued is not let go of, however often is polled before it can go', async () => {
  const { server, a, pageA: before } = await sharedProject()
  await before.sync.close()
  a.host.remove = a.host.letGo
  const pageA = a.open()
  await inTheCloud(pageA)
  await deleteElsewhere(server, 1)
  server.beforeHandling = ({ method }) => (method === 'PUT' ? reply(503) : undefined)
  await pageA.save(edit('from A'))
  await activity(pageA, 'waiting')
  pageA.connectivity.wake()
  await until(async () => (await pageA.sync.projects.list()).some(({ version }) => version === 0))
  await turnsPass()
  expect(a.host.projects.get('film')).toEqual(edit('from A'))
  server.beforeHandling = () => undefined
  pageA.sync.retryNow()
  await activity(pageA, 'conflict')
})

test('[RE3] killed at any moment while it is let go of, the device ends without it and says nothing more of it', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const { server, a, pageA } = await sharedProject()
    a.host.remove = a.host.letGo
    await pageA.sync.close()
    await deleteElsewhere(server, 1)
    const page = a.open(dieAt)
    const isDone = ({ sync }: OpenPage) =>
      sync.status.get().durability === 'in-the-cloud' && !statusOf({ sync } as OpenPage)
    await until(() => !page.page.alive || (!a.host.projects.has('film') && isDone(page)))
    const survived = page.page.alive
    page.kill()
    const again = a.open()
    await until(() => !a.host.projects.has('film') && isDone(again))
    expect(await again.sync.conflicts.list()).toEqual([])
    await again.sync.close()
    if (survived) break
  }
})

test('[RE3] the copy of an app that has no store leaves the device too, wherever the page dies meanwhile', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const { server, c } = await openedWithoutStore()
    await deleteElsewhere(server, 1)
    const page = c.open(dieAt)
    const isDone = ({ sync }: OpenPage) =>
      documentsOf(c).length === 0 && sync.status.get().durability === 'in-the-cloud' && !sync.status.get().projects.film
    await until(() => !page.page.alive || isDone(page))
    const survived = page.page.alive
    page.kill()
    const again = c.open()
    await until(() => isDone(again))
    expect(await isListed(again)).toBe(false)
    await expect(again.sync.projects.open('film')).rejects.toMatchObject({ problem: { code: 'project-deleted' } })
    await again.sync.close()
    if (survived) break
  }
})

test('[RE3, CF11] an edit of it stays in an app that has no store, and leaves by the answer alone', async () => {
  const { server, c } = await openedWithoutStore()
  c.line.cut()
  const page = c.open()
  await page.sync.projects.save(edit('mine'))
  await deleteElsewhere(server, 1)
  c.line.mend()
  page.connectivity.wake()
  const shown = await activity(page, 'conflict')
  expect(await page.sync.projects.open('film')).toEqual(edit('mine'))
  await page.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'remote')
  await until(async () => !(await isListed(page)))
  await until(() => page.sync.status.get().durability === 'in-the-cloud' && documentsOf(c).length === 0)
})

const documentsOf = ({ disk }: SyncDevice) => [...disk.tables.keys()].filter((key) => key.startsWith('documents/'))

/** A device of an app without a store, on which the project was opened, and which is closed now. */
async function openedWithoutStore() {
  const world = await sharedProject()
  const c = new SyncDevice(world.server, 'tablet')
  c.ownStore = false
  const page = c.open()
  await page.sync.projects.open('film')
  await inTheCloud(page)
  for (const { sync } of [page, world.pageA, world.pageB]) await sync.close()
  return { server: world.server, c }
}
