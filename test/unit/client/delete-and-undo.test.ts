import { expect, test } from 'vitest'
import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import { idsOf, isDeleted, isDone, rowOf, sharedAndLetGo, statusOf } from './deleting.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { historyOf, holds, inCloudNow } from './world.ts'

/** The cloud is still to be told, and cannot be reached. */
async function deletedWhileAway() {
  const world = await sharedAndLetGo()
  world.a.line.cut()
  await world.pageA.sync.projects.delete('film')
  await activity(world.pageA, 'waiting')
  return world
}

test.each([
  ['what was there', 'one', 1],
  ['an edit', 'two', 2],
])('[DE3] a save after it takes it back: of %s', async (_, document, version) => {
  const world = await sharedAndLetGo()
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
  const world = await deletedWhileAway()
  const { a, pageA } = world
  await pageA.save(edit('one'))
  a.line.mend()
  pageA.sync.retryNow()
  await inTheCloud(pageA)
  expect([rowOf(world)?.version, await inCloudNow(world), a.host.projects.size]).toEqual([3, 'one', 1])
})

test('[DE3] what is just being saved is not let go of, and brings the project back', async () => {
  const world = await deletedWhileAway()
  const { a, pageA } = world
  const write = Promise.withResolvers<void>()
  const saved = pageA.sync.afterSave(() => write.promise)(edit('one'))
  a.line.mend()
  pageA.sync.retryNow()
  const agreed = () => (a.disk.tables.get('lanes/film') as LaneRow).acknowledged
  await until(() => agreed().version === 2)
  expect(a.host.projects.get('film')).toEqual(edit('one'))
  write.resolve()
  await saved
  await until(() => rowOf(world)?.version === 3)
  await inTheCloud(pageA)
  expect([isDeleted(world), a.host.projects.size]).toEqual([false, 1])
})

test('[DE3] an edit that is saved while the cloud deletes brings the project back, and nobody is asked', async () => {
  const world = await sharedAndLetGo()
  const { server, pageA, pageB, a, b } = world
  let answer: () => void = () => undefined
  server.afterHandling = async ({ method }) => {
    if (method === 'DELETE') await new Promise<void>((resolve) => (answer = resolve))
    return undefined
  }
  await pageA.sync.projects.delete('film')
  await until(() => isDeleted(world))
  await pageA.save(edit('after all'))
  await turnsPass()
  answer()
  await inTheCloud(pageA)
  expect([rowOf(world)?.version, await inCloudNow(world)]).toEqual([3, 'after all'])
  expect(await pageA.sync.conflicts.list()).toEqual([])
  expect(a.host.projects.get('film')).toEqual(edit('after all'))
  pageB.connectivity.wake()
  await holds(b, 'after all')
})

test('[DE2, DE3] deleted once more while an edit that brings it back is on its way, it is deleted with that edit', async () => {
  const world = await sharedAndLetGo()
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
  const world = await sharedAndLetGo()
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

test('[DE3] saved soon after its deletion here, the project is back without a question; a day later it is asked about', async () => {
  for (const [hours, version] of [
    [1, 3],
    [25, 2],
  ] as const) {
    const world = await sharedAndLetGo()
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
