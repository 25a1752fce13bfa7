import { expect, test } from 'vitest'
import type { ConflictMerge } from '../../../client-lib/conflicts/conflict-merge.ts'
import { UnknownConflict } from '../../../client-lib/conflicts/unknown-conflict.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { edit } from './memory-host.ts'
import { apart, askedOn, both, byItself, here, there } from './sides-apart.ts'
import { inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { historyOf, holds, inCloudNow } from './world.ts'

test('[CF8] merged: the edit goes over the cloud’s version, and the local side comes into the history', async () => {
  const world = await apart(here, there)
  const { conflictId, proposal, remote } = await askedOn(world.pageA)
  await world.pageA.sync.conflicts.resolve(conflictId, { merged: proposal ?? edit(''), onVersion: remote.version })
  expect(world.a.host.projects.get('film')).toEqual(edit(both))
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe(both)
  await until(() => historyOf(world).includes(`conflict-side: ${here}`))
  world.pageB.connectivity.wake()
  await holds(world.b, both)
})

test('[CF8] what the user merged by hand is taken as it is, in an app without a store of its own too', async () => {
  const world = await apart('mine', 'theirs', { ownStore: false })
  const { conflictId } = await askedOn(world.pageA)
  await world.pageA.sync.conflicts.resolve(conflictId, { merged: edit('mine and theirs', { id: 'any' }) })
  expect((await world.pageA.sync.projects.open('film')).document).toBe('mine and theirs')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('mine and theirs')
})

test('[CF8] a merge with another version than the question has come to is refused, and changes nothing', async () => {
  const world = await apart(here, there)
  const { conflictId } = await askedOn(world.pageA)
  const given = { merged: edit(both), onVersion: 1 }
  await expect(world.pageA.sync.conflicts.resolve(conflictId, given)).rejects.toBeInstanceOf(UnknownConflict)
  expect(world.a.host.projects.get('film')).toEqual(edit(here))
  await expect(
    world.pageA.sync.conflicts.resolve(conflictId, { merged: edit(both, { name: '' }) }),
  ).rejects.toMatchObject({ name: 'InvalidEdit' })
  expect(await world.pageA.sync.conflicts.list()).toHaveLength(1)
})

test('[CF8] killed at any moment while it is carried out, it is gone on with', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = await apart(here, there)
    const { conflictId } = await askedOn(world.pageA)
    await world.pageA.sync.close()
    const page = world.a.open(dieAt)
    page.sync.conflicts.resolve(conflictId, { merged: edit(both) }).catch(() => undefined)
    const isDone = ({ sync }: OpenPage) => sync.status.get().durability === 'in-the-cloud'
    await until(() => !page.page.alive || isDone(page))
    const survived = page.page.alive
    page.kill()
    const again = world.a.open()
    const isAsked = await until(async () => {
      const [open] = await again.sync.conflicts.list()
      const begun = [...world.a.disk.tables.values()].some((row) => JSON.stringify(row).includes('"merged"'))
      if (open && !begun) return 'asked'
      return open ? undefined : 'answered'
    })
    if (isAsked === 'asked') await again.sync.conflicts.resolve(conflictId, { merged: edit(both) })
    await until(() => isDone(again))
    expect(await inCloudNow(world)).toBe(both)
    await until(() => historyOf(world).includes(`conflict-side: ${here}`))
    await again.sync.close()
    if (survived) break
  }
})

test('[CF8] an app that lets what does not overlap be merged is not asked', async () => {
  const world = await apart(here, there, { merge: byItself })
  await holds(world.a, both)
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe(both)
  await until(() => historyOf(world).includes(`conflict-side: ${here}`))
})

test('[CF8] what overlaps is a question all the same, until the other side moves out of the way', async () => {
  const world = await apart(here, '{"a":3,"b":1}', { merge: byItself })
  expect((await askedOn(world.pageA)).proposal).toBeUndefined()
  await turnsPass()
  expect((await askedOn(world.pageA)).remote.version).toBe(2)
  await world.pageB.save(edit(there))
  await inTheCloud(world.pageB)
  world.pageA.connectivity.wake()
  await holds(world.a, both)
})

test('[CF8, QU3] two tabs that merge by themselves, and an edit meanwhile, lose nothing', async () => {
  const world = await apart(here, there, { merge: byItself })
  const other = world.a.open()
  const typed: ProjectEdit = edit('{"a":2,"b":1,"c":1}')
  await other.save(typed)
  await until(() => world.pageA.sync.status.get().durability === 'in-the-cloud')
  await until(async () => (await world.pageA.sync.conflicts.list()).length === 0)
  const kept = JSON.stringify([historyOf(world), await inCloudNow(world), ...world.a.disk.tables])
  expect(kept).toContain('c')
})

test('[CF8, CF4] an edit that is saved while a merge is made of the one before is merged too, and not written over', async () => {
  const typed = '{"a":2,"b":1,"c":1}'
  const { propose } = byItself
  let typing = () => {}
  const merge: ConflictMerge = {
    appliesByItself: true,
    propose(sides) {
      typing()
      return propose(sides)
    },
  }
  const world = await apart(here, there, { merge })
  let saving: Promise<string> | undefined
  typing = () => {
    saving ??= world.pageA.save(edit(typed))
  }
  await until(() => saving)
  await inTheCloud(world.pageA)
  expect(JSON.parse(await inCloudNow(world))).toEqual({ a: 2, b: 2, c: 1 })
})
