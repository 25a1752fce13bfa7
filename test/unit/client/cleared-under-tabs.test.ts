import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { savedOffline } from './saved-offline.ts'
import { apart, askedOn } from './sides-apart.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { inCloudNow, newWorld } from './world.ts'

const status = ({ sync }: OpenPage) => sync.status.get()
const losses = async ({ sync }: OpenPage) => (await diagnose(sync)).losses
const settled = () => turnsPass(100)

/** One tab has saved what the other, which leads, has not heard of, nor the cloud. */
async function savedUnheard() {
  const world = newWorld()
  const { a } = world
  a.ownStore = false
  const { leader, follower } = await twoTabs(a)
  await leader.sync.projects.save(edit('one'))
  await Promise.all([inTheCloud(leader), inTheCloud(follower)])
  a.line.cut()
  leader.page.isDeaf = true
  await follower.sync.projects.open('film')
  await follower.sync.projects.save(edit('two'))
  return { world, leader, follower }
}

test('[LS10, QU1, ST1] a lane that is damaged before a tab has heard what another queued is put back as that one has noted it', async () => {
  const { world, leader, follower } = await savedUnheard()
  const { a } = world
  await until(() => a.inventory.notes().some(({ key }) => key === 'film'))
  a.disk.tables.delete('lanes/film')
  leader.connectivity.wake()
  await until(() => a.disk.tables.has('lanes/film'))
  await until(() => status(leader).projects.film?.durability === 'on-this-device')
  a.line.mend()
  leader.sync.retryNow()
  await Promise.all([inTheCloud(leader), inTheCloud(follower)])
  expect(await inCloudNow(world)).toBe('two')
  expect(await losses(leader)).toEqual([])
})

// Pages hear each other's notes some milliseconds late: the tab that puts back first may know of less.
test('[LS10, ST1] where another tab has put back what it knew, a tab puts back what it has saved since', async () => {
  const { world, leader, follower } = await savedUnheard()
  const { a } = world
  a.disk.tables.clear()
  a.inventory.clear()
  leader.connectivity.wake()
  await until(() => a.disk.tables.has('lanes/film'))
  await settled()
  expect(status(follower).projects.film?.durability).toBe('on-this-device')
  follower.connectivity.wake()
  await until(() => JSON.stringify(a.disk.tables.get('lanes/film')).includes('"queued"'))
  a.line.mend()
  leader.sync.retryNow()
  await Promise.all([inTheCloud(leader), inTheCloud(follower)])
  expect(await inCloudNow(world)).toBe('two')
  expect(await losses(follower)).toEqual([])
})

test('[LS10, CF1] where another tab has put back an open conflict, a tab puts back the side that it has saved since', async () => {
  const { a, pageA: first } = await apart('here', 'there', { merge: undefined, ownStore: false })
  await activity(first, 'conflict')
  const second = a.open()
  await activity(second, 'conflict')
  a.line.cut()
  first.page.isDeaf = true
  a.clock.advance(1)
  await second.sync.projects.open('film')
  await second.sync.projects.save(edit('later'))
  a.evictRows()
  a.inventory.clear()
  first.connectivity.wake()
  await until(() => a.disk.tables.has('lanes/film'))
  second.connectivity.wake()
  await settled()
  for (const page of [first, second]) page.kill()
  a.line.mend()
  const again = a.open()
  const asked = await askedOn(again)
  expect(asked.local.project.document).toBe('later')
  expect(await losses(again)).toEqual([])
})

test('[LS10, ST1] what a tab alone has is kept beside what another saved into the cleared database', async () => {
  const { world, leader, follower } = await savedUnheard()
  const { a } = world
  a.evictRows()
  a.inventory.clear()
  a.clock.advance(1)
  await leader.sync.projects.save(edit('three'))
  follower.connectivity.wake()
  await settled()
  leader.page.isDeaf = false
  a.line.mend()
  for (const { sync } of [leader, follower]) sync.retryNow()
  await Promise.all([inTheCloud(leader), inTheCloud(follower)])
  expect(await inCloudNow(world)).toBe('three')
  const kept = await leader.sync.projects.overlaid('film')
  expect(kept.map((one) => one.edit.document)).toEqual(['two'])
  expect([...(await losses(leader)), ...(await losses(follower))]).toEqual([])
})

test('[LS10, DG1] what a dead tab has noted is named also where the others hear of its notes late', async () => {
  const { world, leader, follower } = await savedUnheard()
  const { a } = world
  const notes = a.inventory.notes()
  follower.kill()
  a.evictRows()
  a.inventory.clear()
  leader.connectivity.wake()
  await until(() => a.disk.tables.has('lanes/film'))
  await settled()
  for (const note of notes) a.inventory.note(note)
  leader.connectivity.wake()
  await until(async () => (await losses(leader)).length > 0)
  expect(await losses(leader)).toEqual([expect.objectContaining({ kind: 'content-lost', code: 'evicted' })])
})

test('[LS10] a project that was cleared under the page opens as it was saved, offline too', async () => {
  const { a } = newWorld()
  a.ownStore = false
  const page = await savedOffline(a, 'one')
  a.evictRows()
  expect((await page.sync.projects.open('film')).document).toBe('one')
  expect(a.disk.tables.has('lanes/film')).toBe(true)
})
