import { expect, test } from 'vitest'
import { eraseAccount } from '../../../client-lib/account/erase-account.ts'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { idsOf, isDeleted, isDone, rowOf, sharedAndLetGo } from './deleting.ts'
import { edit } from './memory-host.ts'
import { reply } from './server-answers.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { holds, inCloudNow, sharedProject } from './world.ts'

/** What is asked beside the deletion is not answered, so that nothing else tells of the project. */
const isLook = ({ method }: ServerRequest) => (method === 'GET' ? reply(503) : undefined)

test('[DE4] a version that nobody has seen here is not deleted, and comes to this device', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA, pageB } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  a.line.mend()
  pageA.connectivity.wake()
  await holds(a, 'from B')
  await inTheCloud(pageA)
  expect([isDeleted(world), await idsOf(pageA)]).toEqual([false, ['film']])
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
})

test('[DE4] a project that is on no device but in the list is deleted as it is listed', async () => {
  const world = await sharedProject()
  const other = new SyncDevice(world.server, 'tablet').open()
  await until(async () => (await idsOf(other)).length === 1)
  await other.sync.projects.delete('film')
  expect(await idsOf(other)).toEqual([])
  await until(() => isDone(other))
  expect([isDeleted(world), await idsOf(other)]).toEqual([true, []])
  await other.sync.projects.delete('never there')
  expect(other.sync.status.get().projects).toEqual({})
})

test('[DE4] of one that is only listed here, too, a version that was not listed stays, and the list tells of it', async () => {
  const world = await sharedProject()
  const { server, pageA } = world
  const device = new SyncDevice(server, 'tablet')
  const other = device.open()
  await until(async () => (await idsOf(other)).length === 1)
  device.line.cut()
  await other.sync.projects.delete('film')
  await activity(other, 'waiting')
  await pageA.save(edit('two'))
  await inTheCloud(pageA)
  device.line.mend()
  other.sync.retryNow()
  await until(async () => (await other.sync.projects.list())[0]?.version === 2)
  expect([isDeleted(world), other.sync.status.get().projects]).toEqual([false, {}])
  expect((await other.sync.projects.open('film')).document).toBe('two')
  await inTheCloud(other)
})

test('[DE4] where what goes first meets a conflict, that is asked, and nothing is deleted', async () => {
  const world = await sharedAndLetGo()
  const { a, pageA, pageB } = world
  a.line.cut()
  await pageA.save(edit('from A'))
  await pageA.sync.projects.delete('film')
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  a.line.mend()
  pageA.sync.retryNow()
  const shown = await activity(pageA, 'conflict')
  expect(await idsOf(pageA)).toEqual(['film'])
  await expect(pageA.sync.projects.delete('film')).rejects.toMatchObject({ code: 'conflict-open' })
  await pageA.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'local')
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A')
})

// Seed 1579 of the simulation.
test.each([true, false])(
  '[DE9] a version that was asked for before the deletion, and comes after it, is not applied (own store: %s)',
  async (ownStore) => {
    const { server } = await sharedAndLetGo()
    const device = new SyncDevice(server, 'tablet')
    device.ownStore = ownStore
    device.host.remove = device.host.letGo
    const page = device.open()
    await page.sync.projects.open('film')
    await inTheCloud(page)
    let answer: (() => void) | undefined
    server.afterHandling = async ({ method, url }) => {
      if (method === 'GET' && url.endsWith('/film') && !answer) await new Promise<void>((resolve) => (answer = resolve))
      return undefined
    }
    await page.sync.close()
    const again = device.open()
    await until(() => again.sync.status.get().projects.film?.durability === 'in-the-cloud')
    const opened = again.sync.projects.open('film')
    await until(() => answer)
    await opened
    await again.sync.projects.delete('film')
    await until(() => isDone(again))
    answer?.()
    await turnsPass()
    expect(await idsOf(again)).toEqual([])
    expect([device.host.projects.size, isDone(again)]).toEqual([0, true])
  },
)

test('[DE6] a lost reply ends as a deletion that was made', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA } = world
  let lost = 0
  server.afterHandling = ({ method }) => (method === 'DELETE' && ++lost === 1 ? reply(503) : undefined)
  await pageA.sync.projects.delete('film')
  await activity(pageA, 'waiting')
  // The list tells of the tombstone before it is tried again.
  pageA.connectivity.wake()
  await until(() => isDone(pageA))
  expect([rowOf(world)?.version, a.host.projects.size]).toEqual([2, 0])
  expect(await pageA.sync.conflicts.list()).toEqual([])
})

test('[DE6] what another device deleted meanwhile is deleted, without a question', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await deleteElsewhere(server, 1)
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect([rowOf(world)?.version, a.host.projects.size]).toEqual([2, 0])
})

test('[DE6, DE9] of a deletion that another device was quicker with it knows the tombstone, and not the version it had seen', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA, pageB } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  await deleteElsewhere(server, 2)
  server.beforeHandling = isLook
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  const deletedAtMs = rowOf(world)?.deletedAtMs
  expect(a.disk.tables.get('lanes/film')).toMatchObject({
    acknowledged: { version: 3, hash: '', gone: 'removed-here', deletedAtMs },
  })
})

test('[DE6, ER2] a project whose account was erased meanwhile is deleted, without a question', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA, pageB } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await eraseAccount(pageB.sync, { confirm: 'erase everything of mine' })
  server.beforeHandling = isLook
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect(a.host.projects.size).toBe(0)
})

test('[DE1, QU11] an answer that names no later version is none, and the deletion is sent again', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA } = world
  const answer = { version: 1, currentVersion: 1, updatedAtMs: 1 }
  server.beforeHandling = ({ method }) => (method === 'DELETE' ? reply(200, JSON.stringify(answer)) : undefined)
  await pageA.sync.projects.delete('film')
  await activity(pageA, 'waiting')
  expect([isDone(pageA), a.host.projects.size]).toEqual([false, 1])
  server.beforeHandling = () => undefined
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
})

test('[DE6] an edit saved over a deletion that another device was quicker with is asked about, as that may be of more than was seen', async () => {
  const world = await sharedAndLetGo()
  const { a, server, pageA, pageB } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await activity(pageA, 'waiting')
  await pageA.save(edit('after all'))
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  await deleteElsewhere(server, 2)
  a.line.mend()
  pageA.sync.retryNow()
  const shown = await activity(pageA, 'conflict')
  const [open] = await pageA.sync.conflicts.list()
  expect([shown.kind, open?.remote.kind]).toEqual(['conflict', 'deleted'])
})
