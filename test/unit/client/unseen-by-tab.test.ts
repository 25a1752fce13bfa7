import { expect, test } from 'vitest'
import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { saveSlowly } from './save-slowly.ts'
import { shownBefore } from './shown-before.ts'
import { byItself } from './sides-apart.ts'
import { activity, inTheCloud, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { conflictOnA, holds, inCloudNow, newWorld, shareProjects } from './world.ts'

const _ownCopy = ({ disk }: SyncDevice) => (disk.tables.get('lanes/film') as LaneRow | undefined)?.ownCopy

/** Of two tabs that show what was before B's edit came the one that leads is shown that, and edits it. */
async function editedOnB(isSent: boolean) {
  const world = await shownBefore()
  const { leader } = world
  await inTheCloud(leader)
  await leader.sync.projects.open('film')
  if (!isSent) await leader.sync.pause()
  await leader.sync.projects.save(edit('on top of b'))
  if (isSent) await inTheCloud(leader)
  return world
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
  const { finish } = saveSlowly(a, follower, edit('{"a":3,"b":1}'))
  a.line.mend()
  leader.sync.retryNow()
  await holds(a, '{"a":2,"b":2}')
  await inTheCloud(leader)
  expect(await inCloudNow(world)).toBe('{"a":2,"b":2}')
  await finish()
  await quiet()
  await activity(leader, 'conflict')
})

test('[TA6, CF2] what the app was saving as its user answered `local` is on that side, and not asked about again', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const { finish } = saveSlowly(a, pageA, edit('from A, and more'))
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  await finish()
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
