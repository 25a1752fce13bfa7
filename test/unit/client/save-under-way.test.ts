import { expect, test } from 'vitest'
import { quiet } from './heavy-user.ts'
import { edit } from './memory-host.ts'
import { saveSlowly } from './save-slowly.ts'
import { apart, byItself, here, there } from './sides-apart.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { holds, inCloudNow, newWorld, sharedProject, shareProjects } from './world.ts'

/** The app of A saves in a while, as one that packs its documents, and B's edit has come to the cloud by then. */
async function slowSave() {
  const world = await sharedProject()
  const { a, pageA, pageB, server } = world
  const save = saveSlowly(a, pageA, edit('from A'))
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  let sent = 0
  server.afterHandling = ({ method, url }) => {
    if (method === 'GET' && url.endsWith('/film')) sent += 1
    return undefined
  }
  // By the second time the first answer was taken, or not.
  for (const times of [1, 2]) {
    pageA.connectivity.wake()
    await until(() => sent >= times)
  }
  return { ...world, ...save }
}

test('[RE1, CF1] an edit that the app was still saving as another device’s came is asked about, and not written over that', async () => {
  const world = await slowSave()
  expect(world.a.host.projects.get('film')?.document).toBe('one')
  await world.finish()
  await activity(world.pageA, 'conflict')
  expect(await inCloudNow(world)).toBe('from B')
})

test('[RE1, TA6] where that save fails, what came is applied, and what is saved then is asked about', async () => {
  const { a, pageA, fail, saving } = await slowSave()
  fail(new RangeError('disk on fire'))
  await expect(saving).rejects.toThrow('disk on fire')
  pageA.connectivity.wake()
  await holds(a, 'from B')
  await pageA.save(edit('from A'))
  await activity(pageA, 'conflict')
})

test('[RE1, CF8] nor is a merge applied unasked: it is made anew with what was being saved', async () => {
  const world = await apart(here, there, { merge: byItself })
  const { a, pageA } = world
  const { finish } = saveSlowly(a, pageA, edit('{"a":3,"b":1}'))
  await until(() => [...a.disk.tables.keys()].some((key) => key.startsWith('conflicts/')))
  await quiet()
  await finish()
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('{"a":3,"b":2}')
})

test('[TA6, CF1] nor does an edit that a tab was saving pass for one of what another tab applied meanwhile', async () => {
  const world = newWorld()
  const { a, b } = world
  const { leader, follower } = await twoTabs(a)
  const pageB = b.open()
  await shareProjects(leader, pageB, ['film'])
  await until(() => follower.sync.status.get().projects.film?.durability === 'in-the-cloud')
  const { finish } = saveSlowly(a, follower, edit('from A'))
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  leader.connectivity.wake()
  await holds(a, 'from B')
  await quiet()
  await finish()
  await follower.save(edit('from A, and more'))
  await activity(follower, 'conflict')
  expect(await inCloudNow(world)).toBe('from B')
  // What is saved once it is known is an edit of it.
  await follower.sync.close()
})
