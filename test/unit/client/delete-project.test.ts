import { expect, test } from 'vitest'
import { idsOf, isDeleted, isDone, rowOf, sharedAndLetGo, statusOf } from './deleting.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { historyOf, newWorld, sharedProject } from './world.ts'

test('[DE1, DE3, DE5] a deleted project leaves the list, the cloud, the app’s store, and the other device', async () => {
  const world = await sharedAndLetGo()
  const { a, b, pageA, pageB } = world
  await pageA.sync.projects.delete('film')
  expect(await idsOf(pageA)).toEqual([])
  await until(() => isDone(pageA))
  expect(rowOf(world)).toMatchObject({ version: 2, deletedAtMs: expect.any(Number) })
  expect(await idsOf(pageA)).toEqual([])
  pageB.connectivity.wake()
  await until(() => isDone(pageB))
  expect([a.host.projects.size, b.host.projects.size]).toEqual([0, 0])
  expect(await pageA.sync.conflicts.list()).toEqual([])
})

test('[DE1] offline it is kept, is not called done, outlives the page, and goes when the line is back', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  expect(statusOf(pageA)?.durability).toBe('on-this-device')
  await activity(pageA, 'waiting')
  pageA.kill()
  const again = a.open()
  await until(() => statusOf(again)?.activity.kind === 'waiting')
  expect(await idsOf(again)).toEqual([])
  expect(a.host.projects.has('film')).toBe(true)
  a.line.mend()
  again.sync.retryNow()
  await until(() => isDone(again))
  expect([isDeleted(world), a.host.projects.size]).toEqual([true, 0])
})

test('[DE2] what is unsent of it goes first, what nobody has queued too: tombstone and history have it', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA } = world
  a.line.cut()
  await pageA.save(edit('queued'))
  await activity(pageA, 'waiting')
  a.host.projects.set('film', edit('saved, never queued'))
  await pageA.sync.projects.delete('film')
  a.line.mend()
  await turnsPass()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
  expect(historyOf(world)).toEqual(
    expect.arrayContaining(['history: one', 'history: queued', 'history: saved, never queued']),
  )
  expect(rowOf(world)?.version).toBe(4)
})

test('[DE2] an edit that another tab saved over comes into the history with the deletion, and is owed no more', async () => {
  const world = newWorld()
  const { a } = world
  a.ownStore = false
  const [one, other] = [a.open(), a.open()]
  await other.sync.projects.list()
  await one.sync.pause()
  await one.sync.projects.save(edit('of one tab'))
  await until(() => statusOf(other)?.durability === 'on-this-device')
  await other.sync.projects.save(edit('of the other'))
  await until(() => statusOf(one)?.overlaid === 1)
  await one.sync.resume()
  await inTheCloud(one)
  await one.sync.projects.delete('film')
  await until(() => isDone(one))
  expect(historyOf(world)).toEqual(expect.arrayContaining(['history: of the other', 'conflict-side: of one tab']))
  expect([...a.disk.tables.keys()].filter((key) => key.startsWith('documents/'))).toEqual([])
})

test('[DE3] another tab lists it no more, and deletes what it holds', async () => {
  const { a, pageA } = await sharedAndLetGo()
  const other = a.open()
  await inTheCloud(other)
  a.line.cut()
  const told: string[] = []
  other.sync.projects.subscribe(({ projectId }) => told.push(projectId))
  await pageA.sync.projects.delete('film')
  await until(() => told.length > 0)
  expect(await idsOf(other)).toEqual([])
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA) && isDone(other))
})

test('[DE1] an app that has let go of its copy first has the project deleted all the same', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA } = world
  a.host.projects.clear()
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
})

test('[DE1, DE5] killed at any moment, it is deleted everywhere or is still there, and the next start ends it', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = await sharedAndLetGo()
    const { a, pageA } = world
    await pageA.sync.close()
    const page = a.open(dieAt)
    let isKept = false
    page.sync.projects.delete('film').then(
      () => (isKept = true),
      () => undefined,
    )
    await until(() => !page.page.alive || isDone(page))
    const survived = page.page.alive
    page.kill()
    const again = a.open()
    await until(() => isDone(again) || (!isKept && statusOf(again)?.durability === 'in-the-cloud'))
    expect(isDeleted(world)).toBe(isDone(again))
    expect(a.host.projects.size).toBe(isDone(again) ? 0 : 1)
    expect(await again.sync.conflicts.list()).toEqual([])
    await again.sync.close()
    if (survived) break
  }
})

test('[DE3] a project that is not here and is being deleted is said to be so where it is opened', async () => {
  const { server } = await sharedProject()
  const c = new SyncDevice(server, 'tablet')
  const page = c.open()
  await until(async () => (await idsOf(page)).length > 0)
  c.line.cut()
  await page.sync.projects.delete('film')
  const opened = page.sync.projects.open('film')
  await expect(opened).rejects.toMatchObject({ name: 'ProjectNotOpened', projectId: 'film', code: 'being-deleted' })
  await expect(opened).rejects.toThrow('Project film is being deleted. Save it to have it back.')
})
