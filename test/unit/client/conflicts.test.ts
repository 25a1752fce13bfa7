import { expect, test } from 'vitest'
import type { OpenConflict } from '../../../client-lib/conflicts/conflicts-api.ts'
import { UnknownConflict } from '../../../client-lib/conflicts/unknown-conflict.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow, sharedProject } from './world.ts'

test('[CF1] edits on one base version are a conflict with both sides, and it outlives a reload', async () => {
  const { a, pageA, conflictId } = await conflictOnA()
  const expected = {
    conflictId,
    projectId: 'film',
    local: { project: edit('from A'), deviceName: 'studio' },
    remote: { project: edit('from B'), deviceName: 'laptop', version: 2 },
  }
  expect(await pageA.sync.conflicts.list()).toMatchObject([expected])
  pageA.kill()
  const again = a.open()
  expect(await again.sync.conflicts.list()).toMatchObject([expected])
  expect(again.sync.status.get().projects.film).toEqual({
    durability: 'on-this-device',
    activity: { kind: 'conflict', conflictId },
  })
})

test('[MI8] the other side of a conflict tells when it was saved, also where media have arrived since', async () => {
  const world = await sharedProject()
  await world.pageB.save(edit('from B'))
  await inTheCloud(world.pageB)
  const { projects } = world.server.database
  const [[key, row] = []] = [...projects]
  if (key === undefined || row === undefined) throw new Error('The project is gone.')
  projects.set(key, { ...row, mediaRev: 1, updatedAtMs: row.updatedAtMs + 5000 })
  await world.pageA.save(edit('from A'))
  await activity(world.pageA, 'conflict')
  expect(await world.pageA.sync.conflicts.list()).toMatchObject([{ remote: { savedAtMs: row.savedAtMs } }])
})

test('[CF2, CF3] local: the local side is written over the winner, and the winner is in the history', async () => {
  const world = await conflictOnA()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from A')
  expect(await world.pageA.sync.conflicts.list()).toEqual([])
  expect(historyOf(world)).toContain('history: from B')
  world.pageB.connectivity.wake()
  await holds(world.b, 'from A')
})

test('[CF2, CF3] remote: the winner is applied here, nothing is written over it, and the local side comes into the history', async () => {
  const world = await conflictOnA()
  const applied: string[] = []
  world.pageA.sync.projects.subscribe(({ projectId }) => applied.push(projectId))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  expect(world.a.host.projects.get('film')).toEqual(edit('from B'))
  expect(applied).toContain('film')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from B')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await world.pageA.save(edit('from A, again'))
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from A, again')
})

test('[CF4] edits made while a conflict is open join its local side', async () => {
  const world = await conflictOnA()
  let told: readonly OpenConflict[] = []
  world.pageA.sync.conflicts.subscribe((open) => {
    told = open
  })
  await world.pageA.save(edit('from A, more'))
  await until(() => told[0]?.local.project.document === 'from A, more')
  expect(told).toMatchObject([{ conflictId: world.conflictId }])
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from A, more')
})

test('[CF4] an edit saved but not queued when the question is answered joins as well', async () => {
  const world = await conflictOnA()
  world.a.host.projects.set('film', edit('from A, unqueued'))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from A, unqueued')
})

test('[CF2] a newer winner met while the local side goes out opens the question again', async () => {
  const world = await conflictOnA()
  await world.pageB.save(edit('from B, later'))
  await inTheCloud(world.pageB)
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  const [again] = await until(async () => {
    const open = await world.pageA.sync.conflicts.list()
    return open[0] && open[0].conflictId !== world.conflictId ? open : undefined
  })
  expect(again).toMatchObject({ local: { project: edit('from A') }, remote: { project: edit('from B, later') } })
})

test('equal edits made on both devices are no conflict', async () => {
  const { pageA, pageB } = await sharedProject()
  await pageB.save(edit('the same'))
  await inTheCloud(pageB)
  await pageA.save(edit('the same'))
  await inTheCloud(pageA)
  expect(await pageA.sync.conflicts.list()).toEqual([])
})

test('[QU5] a project in conflict holds up no other', async () => {
  const { pageA } = await conflictOnA()
  await pageA.save(edit('another', { id: 'other', name: 'Other' }))
  await inTheCloud(pageA, 'other')
  expect((await activity(pageA, 'conflict')).kind).toBe('conflict')
})

test('a conflict that is not open cannot be answered', async () => {
  const { pageA, conflictId } = await conflictOnA()
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  await expect(pageA.sync.conflicts.resolve(conflictId, 'remote')).rejects.toBeInstanceOf(UnknownConflict)
})
