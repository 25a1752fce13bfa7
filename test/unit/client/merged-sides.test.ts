import { expect, test } from 'vitest'
import type { ConflictMerge, ThreeEdits } from '../../../client-lib/conflicts/conflict-merge.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import { UnknownConflict } from '../../../client-lib/conflicts/unknown-conflict.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { historyOf, holds, inCloudNow, newWorld, type OpenWorld } from './world.ts'

const [base, here, there, both] = ['{"a":1,"b":1}', '{"a":2,"b":1}', '{"a":1,"b":2}', '{"a":2,"b":2}']

const byItself = threeWayMerge({ apply: 'when-nothing-overlaps' })

async function apart(
  local: string,
  remote: string,
  more: { merge?: ConflictMerge | undefined; ownStore?: false } = {},
): Promise<OpenWorld> {
  const world = newWorld()
  if ('merge' in more) world.a.merge = more.merge
  world.a.ownStore = more.ownStore ?? true
  const pageB = world.b.open()
  await pageB.save(edit(base))
  await inTheCloud(pageB)
  const pageA = world.a.open()
  await pageA.sync.projects.open('film')
  await pageB.save(edit(remote))
  await inTheCloud(pageB)
  if (more.ownStore === false) await pageA.sync.projects.save(edit(local))
  else await pageA.save(edit(local))
  return { ...world, pageA, pageB }
}

async function askedOn(page: OpenPage) {
  await activity(page, 'conflict')
  const [open] = await page.sync.conflicts.list()
  if (!open) throw new TypeError('Nothing is open.')
  return open
}

test('[CF7] where nothing overlaps both sides in one are proposed, and nothing is applied by itself', async () => {
  const world = await apart(here, there)
  const { proposal } = await askedOn(world.pageA)
  expect(proposal).toEqual(edit(both))
  for (let turns = 0; turns < 50; turns += 1) await turn()
  expect(world.a.host.projects.get('film')).toEqual(edit(here))
  expect(await inCloudNow(world)).toBe(there)
})

test('[CF7] without the option nothing is proposed', async () => {
  const world = await apart(here, there, { merge: undefined })
  expect(await askedOn(world.pageA)).not.toHaveProperty('proposal')
})

test('[CF7] an app’s own merge proposes, and what it throws costs the proposal alone', async () => {
  const propose = ({ local, remote }: ThreeEdits) => {
    if (remote.document === 'three') throw new TypeError('None of mine.')
    return { ...local, document: `${local.document} and ${remote.document}` }
  }
  const world = await apart('one', 'two', { merge: { propose, appliesByItself: false } })
  expect((await askedOn(world.pageA)).proposal?.document).toBe('one and two')
  await world.pageB.save(edit('three'))
  await inTheCloud(world.pageB)
  world.pageA.connectivity.wake()
  const moved = await until(async () => {
    const [open] = await world.pageA.sync.conflicts.list()
    return open?.remote.version === 3 ? open : undefined
  })
  expect(moved).not.toHaveProperty('proposal')
})

test('[CF7] the proposal outlives a reload, and follows both sides', async () => {
  const world = await apart(here, there)
  await askedOn(world.pageA)
  world.pageA.kill()
  const page = world.a.open()
  expect((await askedOn(page)).proposal).toEqual(edit(both))
  await page.save(edit('{"a":3,"b":1}'))
  const proposed = (document: string) =>
    until(async () => (await page.sync.conflicts.list())[0]?.proposal?.document === document)
  await proposed('{"a":3,"b":2}')
  await world.pageB.save(edit('{"a":1,"b":4}'))
  await inTheCloud(world.pageB)
  page.connectivity.wake()
  await proposed('{"a":3,"b":4}')
  await page.save(edit('{"a":3,"b":3}'))
  await until(async () => (await page.sync.conflicts.list())[0]?.proposal === undefined)
})

test('[CF7, CF12] what both sides were made of is read again where it could not be read once', async () => {
  const world = await apart(here, there)
  await activity(world.pageA, 'conflict')
  world.pageA.kill()
  let failed = 0
  world.a.storeFails = (key) => {
    const isBase = JSON.stringify(world.a.disk.tables.get(key) ?? '').includes(JSON.stringify(base))
    if (isBase && failed++ === 0) throw new StorageUnavailable()
  }
  const { conflicts } = world.a.open().sync
  await until(async () => (await conflicts.list().catch(() => []))[0]?.proposal)
  expect(failed).toBe(2)
})

test('[CF7] without what both sides were made of at hand, or where that was another project, nothing is proposed', async () => {
  const world = await apart(here, there)
  await askedOn(world.pageA)
  world.pageA.kill()
  for (const [key, row] of world.a.disk.tables) {
    if (key.startsWith('documents/') && JSON.stringify(row).includes(JSON.stringify(base)))
      world.a.disk.tables.delete(key)
  }
  expect((await askedOn(world.a.open())).proposal).toBeUndefined()
})

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
  for (let turns = 0; turns < 50; turns += 1) await turn()
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
