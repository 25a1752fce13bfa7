import { expect, test } from 'vitest'
import { DeletionRefused } from '../../../client-lib/projects/deletion-refused.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { isPut, reply } from './server-answers.ts'
import { activity, inTheCloud, type OpenPage, passTime, SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow, newWorld, sharedProject, type World } from './world.ts'

const statusOf = ({ sync }: OpenPage) => sync.status.get().projects.film
const isDone = (page: OpenPage) => page.sync.status.get().durability === 'in-the-cloud' && !statusOf(page)
const idsOf = async ({ sync }: OpenPage) => (await sync.projects.list()).map(({ id }) => id)
const rowOf = ({ server }: World) => [...server.database.projects.values()].find(({ id }) => id === 'film')
const isDeleted = (world: World) => rowOf(world)?.deletedAtMs !== undefined
async function someTurns(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await turn()
}

/** Both devices hold it, and their apps have a word for deletions. */
async function shared() {
  const world = await sharedProject()
  const { a, b } = world
  await world.pageA.sync.close()
  await world.pageB.sync.close()
  a.host.remove = a.host.letGo
  b.host.remove = b.host.letGo
  const [pageA, pageB] = [a.open(), b.open()]
  await inTheCloud(pageA)
  await inTheCloud(pageB)
  return { ...world, pageA, pageB }
}

test('[DE1, DE3, DE5] a deleted project leaves the list, the cloud, the app’s store, and the other device', async () => {
  const world = await shared()
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
  const world = await shared()
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
  const world = await shared()
  const { a, pageA } = world
  a.line.cut()
  await pageA.save(edit('queued'))
  await activity(pageA, 'waiting')
  a.host.projects.set('film', edit('saved, never queued'))
  await pageA.sync.projects.delete('film')
  a.line.mend()
  await someTurns()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
  expect(historyOf(world)).toEqual(
    expect.arrayContaining(['history: one', 'history: queued', 'history: saved, never queued']),
  )
  expect(rowOf(world)?.version).toBe(4)
})

test('[DE3] another tab lists it no more, and deletes what it holds', async () => {
  const { a, pageA } = await shared()
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

test.each([
  ['what was there', 'one', 1],
  ['an edit', 'two', 2],
])('[DE3] a save after it takes it back: of %s', async (_, document, version) => {
  const world = await shared()
  const { pageA } = world
  await pageA.sync.pause()
  await pageA.sync.projects.delete('film')
  expect(await idsOf(pageA)).toEqual([])
  await pageA.save(edit(document))
  await until(async () => (await idsOf(pageA)).length === 1)
  await pageA.sync.resume()
  await inTheCloud(pageA)
  expect([rowOf(world)?.version, await inCloudNow(world)]).toEqual([version, document])
})

test('[DE3] undone while the cloud is being told, the project is there as it was', async () => {
  const world = await shared()
  const { a, pageA } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await activity(pageA, 'waiting')
  await pageA.save(edit('one'))
  a.line.mend()
  pageA.sync.retryNow()
  await inTheCloud(pageA)
  expect([rowOf(world)?.version, await inCloudNow(world), a.host.projects.size]).toEqual([3, 'one', 1])
})

test('[DE3] an edit that is saved while the cloud deletes brings the project back, and nobody is asked', async () => {
  const world = await shared()
  const { server, pageA, pageB, a, b } = world
  let answer: () => void = () => undefined
  server.afterHandling = async ({ method }) => {
    if (method === 'DELETE') await new Promise<void>((resolve) => (answer = resolve))
    return undefined
  }
  await pageA.sync.projects.delete('film')
  await until(() => isDeleted(world))
  await pageA.save(edit('after all'))
  await someTurns()
  answer()
  await inTheCloud(pageA)
  expect([rowOf(world)?.version, await inCloudNow(world)]).toEqual([3, 'after all'])
  expect(await pageA.sync.conflicts.list()).toEqual([])
  expect(a.host.projects.get('film')).toEqual(edit('after all'))
  pageB.connectivity.wake()
  await holds(b, 'after all')
})

test('[DE4] a version that nobody has seen here is not deleted, and comes to this device', async () => {
  const world = await shared()
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
  const world = await shared()
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
  await someTurns()
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
  const world = await shared()
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

test('[DE1] an app that has let go of its copy first has the project deleted all the same', async () => {
  const world = await shared()
  const { a, pageA } = world
  a.host.projects.clear()
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect(isDeleted(world)).toBe(true)
})

test('[DE2, DE3] deleted once more while an edit that brings it back is on its way, it is deleted with that edit', async () => {
  const world = await shared()
  const { a, pageA } = world
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  a.line.cut()
  await pageA.save(edit('undone'))
  await activity(pageA, 'waiting')
  await pageA.sync.projects.delete('film')
  await pageA.sync.projects.delete('film')
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect([rowOf(world)?.version, isDeleted(world)]).toEqual([4, true])
  expect(historyOf(world)).toContain('history: undone')
})

test('[DE1, DE4] what another device brought back since is deleted once more, from the list', async () => {
  const world = await shared()
  const { a, b, pageA, pageB } = world
  b.line.cut()
  await pageB.save(edit('from B'))
  await activity(pageB, 'waiting')
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  b.line.mend()
  pageB.sync.retryNow()
  const shown = await activity(pageB, 'conflict')
  await pageB.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'local')
  await inTheCloud(pageB)
  pageA.connectivity.wake()
  await until(async () => (await idsOf(pageA)).length === 1)
  await pageA.sync.projects.delete('film')
  expect(statusOf(pageA)?.durability).toBe('on-this-device')
  await until(() => isDone(pageA))
  expect([rowOf(world)?.version, isDeleted(world), a.host.projects.size]).toEqual([4, true, 0])
})

test('[DE6] a lost reply ends as a deletion that was made', async () => {
  const world = await shared()
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
  const world = await shared()
  const { a, server, pageA } = world
  a.line.cut()
  await pageA.sync.projects.delete('film')
  await deleteElsewhere(server, 1)
  a.line.mend()
  pageA.sync.retryNow()
  await until(() => isDone(pageA))
  expect([rowOf(world)?.version, a.host.projects.size]).toEqual([2, 0])
})

test('[DE6] an edit saved over a deletion that another device was quicker with is asked about, as that may be of more than was seen', async () => {
  const world = await shared()
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

test('[DE3] saved soon after its deletion here, the project is back without a question; a day later it is asked about', async () => {
  for (const [hours, version] of [
    [1, 3],
    [25, 2],
  ] as const) {
    const world = await shared()
    const { a, pageA } = world
    await pageA.sync.projects.delete('film')
    await until(() => isDone(pageA))
    a.clock.advance(hours * 3_600_000)
    await pageA.save(edit('undone'))
    if (version === 3) await inTheCloud(pageA)
    else await activity(pageA, 'conflict')
    expect(rowOf(world)?.version).toBe(version)
    await pageA.sync.close()
  }
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

test('[DE7] what the cloud refuses goes from the device, and what it has of the project is deleted', async () => {
  const world = await shared()
  const { a, server, pageA } = world
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 413,
    detail: 'No.',
    code: 'document-too-large',
    requestId: 'r1',
  }
  server.beforeHandling = (request) =>
    isPut(request) ? reply(413, JSON.stringify({ ...problem, limitBytes: 9 })) : undefined
  await pageA.save(edit('refused'))
  await activity(pageA, 'blocked')
  await pageA.sync.projects.delete('film')
  await until(() => isDone(pageA))
  expect([isDeleted(world), a.host.projects.size]).toEqual([true, 0])
  expect([...a.disk.tables.keys()].filter((key) => key.startsWith('documents/'))).toEqual([])
})

test('[DE1, DE5] killed at any moment, it is deleted everywhere or is still there, and the next start ends it', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = await shared()
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
