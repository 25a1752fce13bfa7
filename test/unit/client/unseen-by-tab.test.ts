import { expect, test } from 'vitest'
import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { byItself } from './sides-apart.ts'
import { activity, inTheCloud, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { conflictOnA, holds, inCloudNow, newWorld, shareProjects } from './world.ts'

const ownCopy = ({ disk }: SyncDevice) => (disk.tables.get('lanes/film') as LaneRow | undefined)?.ownCopy

/** Both tabs show `one`; then B's edit comes, and the tab that leads shows that and edits it. */
async function editedOnB(isSent: boolean) {
  const world = newWorld()
  const { a, b } = world
  a.ownStore = false
  const { leader, follower } = await twoTabs(a)
  await leader.sync.projects.save(edit('one'))
  await inTheCloud(leader)
  const first = ownCopy(a)
  await follower.sync.projects.open('film')
  const other = b.open()
  await other.sync.projects.open('film')
  await other.save(edit('from b'))
  await inTheCloud(other)
  leader.sync.retryNow()
  await until(() => ownCopy(a) !== first)
  await inTheCloud(leader)
  await leader.sync.projects.open('film')
  if (!isSent) await leader.sync.pause()
  await leader.sync.projects.save(edit('on top of b'))
  if (isSent) await inTheCloud(leader)
  return { ...world, leader, follower }
}

test.each([true, false])(
  '[TA6, CF1] a save over what another tab has made of what came from another device is asked about (sent: %s)',
  async (isSent) => {
    const world = await editedOnB(isSent)
    const { leader, follower } = world
    await follower.sync.projects.save(edit('on top of one'))
    await leader.sync.resume()
    await activity(leader, 'conflict')
    const [open] = await leader.sync.conflicts.list()
    expect(open?.local.project.document).toBe('on top of one')
    expect(await inCloudNow(world)).toBe(isSent ? 'on top of b' : 'from b')
  },
)

test('[TA6, CF8] so is one that a tab began before another tab had merged what came, and sent the merge', async () => {
  const world = newWorld()
  const { a, b } = world
  a.merge = byItself
  const { leader, follower } = await twoTabs(a)
  const pageB = b.open()
  await shareProjects(leader, pageB, ['film'], '{"a":1,"b":1}')
  await until(() => follower.sync.status.get().projects.film?.durability === 'in-the-cloud')
  a.line.cut()
  await follower.save(edit('{"a":2,"b":1}'))
  await pageB.save(edit('{"a":1,"b":2}'))
  await inTheCloud(pageB)
  const written = Promise.withResolvers<void>()
  const save = follower.sync.afterSave(async (one: ReturnType<typeof edit>) => {
    await written.promise
    return a.host.save(one)
  })
  const saving = save(edit('{"a":3,"b":1}'))
  a.line.mend()
  leader.sync.retryNow()
  await holds(a, '{"a":2,"b":2}')
  await inTheCloud(leader)
  expect(await inCloudNow(world)).toBe('{"a":2,"b":2}')
  written.resolve()
  await saving
  await quiet()
  await activity(leader, 'conflict')
})

test('[TA6, CF2] what the app was saving as its user answered `local` is on that side, and not asked about again', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const written = Promise.withResolvers<void>()
  const save = pageA.sync.afterSave(async (one: ReturnType<typeof edit>) => {
    await written.promise
    return a.host.save(one)
  })
  const saving = save(edit('from A, and more'))
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  written.resolve()
  await saving
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A, and more')
})

test('[TA6, CF8] an app that saves what its store takes, as it takes it, is not asked about it', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const { apply } = a.host
  a.host.apply = async (remote, expected) => {
    const isTaken = await apply(remote, expected)
    if (isTaken) await pageA.save(remote)
    return isTaken
  }
  await pageA.sync.pause()
  await pageA.sync.conflicts.resolve(conflictId, { merged: edit('both') })
  await quiet()
  await pageA.sync.resume()
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('both')
})
