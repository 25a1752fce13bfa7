import { expect, test } from 'vitest'
import { DeletionRefused } from '../../../client-lib/projects/deletion-refused.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { idsOf, isDeleted, isDone, rowOf, sharedAndLetGo, statusOf } from './deleting.ts'
import { edit } from './memory-host.ts'
import { isPut, problem } from './server-answers.ts'
import { activity, inTheCloud, passTime } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { conflictOnA, newWorld, sharedProject } from './world.ts'

/** What the cloud says to a document for good. */
function refused(request: ServerRequest) {
  return isPut(request) ? problem('document-too-large', 'No.', { limitBytes: 9 }) : undefined
}

/** What device A has saved since, the cloud refuses. */
async function refusedOnA() {
  const world = await sharedAndLetGo()
  world.server.beforeHandling = refused
  await world.pageA.save(edit('refused'))
  await activity(world.pageA, 'blocked')
  return world
}

test('[DE7] a project with an open conflict is not deleted, and the refusal says what to do', async () => {
  const { pageA } = await conflictOnA()
  const refused = pageA.sync.projects.delete('film')
  await expect(refused).rejects.toBeInstanceOf(DeletionRefused)
  await expect(refused).rejects.toThrow('Answer it first')
  expect(await pageA.sync.conflicts.list()).toHaveLength(1)
})

test('[DE5] an app’s store that keeps its copy has it on this device alone, and it is not sent again', async () => {
  const world = await sharedProject()
  const { a, pageA } = world
  await pageA.sync.projects.delete('film')
  await until(() => isDeleted(world))
  pageA.connectivity.wake()
  await until(async () => (await pageA.sync.projects.list())[0]?.version === 0)
  await turnsPass()
  expect([a.host.projects.has('film'), rowOf(world)?.version, isDeleted(world)]).toEqual([true, 2, true])
  expect(statusOf(pageA)?.durability).toBe('on-this-device')
  await pageA.sync.projects
    .delete('film')
    .catch((error: unknown) => expect(error).toMatchObject({ code: 'app-store-refused' }))
  a.host.projects.delete('film')
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
})

test('[DE5] without a store of the app’s own the copy goes with the cloud’s answer', async () => {
  const world = newWorld()
  world.a.ownStore = false
  const page = world.a.open()
  await page.sync.projects.save(edit('one'))
  await inTheCloud(page)
  world.a.line.cut()
  await page.sync.projects.delete('film')
  expect(await idsOf(page)).toEqual([])
  expect((await page.sync.projects.open('film')).document).toBe('one')
  world.a.line.mend()
  page.sync.retryNow()
  await until(() => isDone(page))
  expect([...world.a.disk.tables.keys()].filter((key) => key.startsWith('documents/'))).toEqual([])
  await page.sync.close()
})

test('[DE5] an app’s store that fails is asked again until it has let go', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA } = world
  await pageA.sync.close()
  let failures = 2
  a.host.remove = async (projectId, expected) => {
    if (failures-- > 0) throw new TypeError('locked')
    return a.host.letGo(projectId, expected)
  }
  const page = a.open()
  await inTheCloud(page)
  await page.sync.projects.delete('film')
  await passTime(a, () => isDone(page))
  expect([failures, a.host.projects.size, rowOf(world)?.version]).toEqual([-1, 0, 2])
})

test('[DE7] where the device cannot keep the wish, the app’s store has the copy again', async () => {
  const { a } = newWorld()
  a.account = null
  a.host.remove = a.host.letGo
  const page = a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  a.disk.refusal = new StorageFull()
  await expect(page.sync.projects.delete('film')).rejects.toBeInstanceOf(StorageFull)
  expect(a.host.projects.get('film')).toEqual(edit('one'))
  a.disk.refusal = undefined
  await page.sync.projects.delete('film')
  expect([a.host.projects.size, await idsOf(page)]).toEqual([0, []])
})

test('[DE7] work of nobody that is deleted goes from the device, and no account takes it over', async () => {
  const world = newWorld()
  const { a, server } = world
  a.account = null
  a.ownStore = false
  const nobody = a.open()
  await nobody.sync.projects.save(edit('of nobody'))
  await nobody.sync.projects.delete('film')
  expect(await idsOf(nobody)).toEqual([])
  expect(nobody.sync.status.get().projects).toEqual({})
  await nobody.sync.close()
  a.account = 'ada'
  const page = a.open()
  await until(() => page.sync.status.get().durability === 'in-the-cloud')
  await until(() => ![...a.keptOf(null).disk.tables.keys()].some((key) => key.startsWith('lanes/')))
  expect([await idsOf(page), server.database.projects.size]).toEqual([[], 0])
})

test('[DE4, DE7] where what goes first is refused, the project is listed again with the reason, and deleted once more it is gone', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA } = world
  a.line.cut()
  await pageA.save(edit('refused'))
  await activity(pageA, 'waiting')
  await pageA.sync.projects.delete('film')
  expect(await idsOf(pageA)).toEqual([])
  server.beforeHandling = refused
  a.line.mend()
  pageA.sync.retryNow()
  await activity(pageA, 'blocked')
  expect([await idsOf(pageA), isDeleted(world)]).toEqual([['film'], false])
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
})

test('[DE7, AC1] what was overlaid in work of nobody goes with it', async () => {
  const { a, server } = newWorld()
  Object.assign(a, { account: null, ownStore: false })
  const [one, other] = [a.open(), a.open()]
  await other.sync.projects.list()
  await one.sync.projects.save(edit('of one tab'))
  await activity(other, 'needs-auth')
  await other.sync.projects.save(edit('of the other'))
  await until(() => statusOf(one)?.overlaid === 1)
  await one.sync.projects.delete('film')
  await until(() => !statusOf(one))
  expect([...a.keptOf(null).disk.tables.keys()].filter((key) => key.startsWith('documents/'))).toEqual([])
  expect(server.database.projects.size).toBe(0)
})

test('[DE7] what the cloud refuses goes from the device, and what it has of the project is deleted', async () => {
  const world = await refusedOnA()
  const { a, pageA } = world
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect([isDeleted(world), a.host.projects.size]).toEqual([true, 0])
  expect([...a.disk.tables.keys()].filter((key) => key.startsWith('documents/'))).toEqual([])
})

// Seed 6175 of the simulation: refused once more, the project was listed again, and the app's store had none of it.
test('[DE7] what is tried again just as it is deleted goes first, and the app’s store has it until then', async () => {
  const world = await refusedOnA()
  const { a, pageA, server } = world
  const gate = Promise.withResolvers<undefined>()
  server.beforeHandling = (request) => (isPut(request) ? gate.promise : undefined)
  a.host.remove = async (...given) => {
    a.host.remove = a.host.letGo
    pageA.sync.retryNow()
    await activity(pageA, 'syncing')
    return a.host.letGo(...given)
  }
  await pageA.sync.projects.delete('film')
  expect([a.host.projects.get('film')?.document, await idsOf(pageA)]).toEqual(['refused', []])
  gate.resolve(undefined)
  await until(() => isDone(pageA))
  expect([isDeleted(world), rowOf(world)?.version, a.host.projects.size]).toEqual([true, 3, 0])
})

test('[DE8] work of nobody under the id of a project that was deleted here is asked about', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA } = world
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  await pageA.sync.close()
  a.account = null
  const nobody = a.open()
  await nobody.save(edit('of nobody'))
  await until(
    () => statusOf(nobody)?.durability === 'on-this-device' && statusOf(nobody)?.activity.kind === 'needs-auth',
  )
  await nobody.sync.close()
  a.account = 'ada'
  const again = a.open()
  await activity(again, 'conflict')
  expect([rowOf(world)?.version, isDeleted(world)]).toEqual([2, true])
})
