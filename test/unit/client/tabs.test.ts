import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { inTheCloud, passTime } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { idle, twoTabs } from './two-tabs.ts'
import { conflictOnA, inCloudNow, newWorld } from './world.ts'

test('[TA1, TA2] a frozen leader is replaced within a minute; thawed, it writes nothing late, and follows', async () => {
  const world = newWorld()
  const { leader, follower } = await twoTabs(world.a)
  let puts = 0
  world.server.beforeHandling = ({ method }) => {
    if (method !== 'PUT') return undefined
    // Its write is with the server: the reply comes to a page that does not run.
    if (++puts === 1) leader.page.freeze()
    return undefined
  }
  await leader.save(edit('one'))
  await until(() => puts === 1)
  await follower.save(edit('two'))
  const since = world.a.clock.nowMs()
  const lead = () => JSON.stringify(world.a.disk.tables.get('device/lead'))
  const replaced = lead()
  await passTime(world.a, () => lead() !== replaced)
  expect(world.a.clock.nowMs() - since).toBeLessThanOrEqual(60_000)
  await passTime(world.a, () => follower.sync.status.get().projects.film?.durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('two')
  const rows = JSON.stringify([...world.a.disk.tables])
  leader.page.thaw()
  await until(() => leader.sync.status.get().projects.film?.durability === 'in-the-cloud')
  await turnsPass()
  expect(JSON.stringify([...world.a.disk.tables])).toBe(rows)
  expect(leader.sync.status.get().activity).toEqual({ kind: 'idle' })
  // It queues as any tab, and leads again when the other has gone.
  follower.kill()
  await leader.save(edit('three'))
  await inTheCloud(leader)
  expect(await inCloudNow(world)).toBe('three')
})

test('[TA7] what a tab has not heard of the others it reads when it comes back, and says no more than is', async () => {
  const { a } = newWorld()
  const { leader, follower } = await twoTabs(a)
  await leader.save(edit('one'))
  await inTheCloud(leader)
  await inTheCloud(follower)
  follower.page.isDeaf = true
  await leader.sync.pause()
  await leader.save(edit('two'))
  await until(() => leader.sync.status.get().projects.film?.activity.kind === 'paused')
  follower.page.isDeaf = false
  follower.connectivity.wake()
  await until(() => follower.sync.status.get().projects.film?.durability === 'on-this-device')
  expect(follower.sync.status.get().activity).toEqual({ kind: 'paused' })
})

test('[TA7] a tab that has not heard that the other side of a question moved on is told so when it comes back', async () => {
  const { a, pageA, pageB } = await conflictOnA()
  const follower = a.open()
  await until(() => follower.sync.status.get().activity.kind === 'conflict')
  const told: (number | undefined)[] = []
  follower.sync.conflicts.subscribe(([open]) => told.push(open?.remote.version))
  follower.page.isDeaf = true
  await pageB.save(edit('from B again'))
  await inTheCloud(pageB)
  const moved = new Promise<void>((resolve) => {
    pageA.sync.conflicts.subscribe(([open]) => open?.remote.version === 3 && resolve())
  })
  pageA.sync.retryNow()
  await moved
  follower.page.isDeaf = false
  follower.connectivity.wake()
  await until(() => told.at(-1) === 3)
})

test('[TA7] a leader that was frozen, and hears nothing of its replacement, says what is once its lock is gone', async () => {
  const { a } = newWorld()
  const { leader, follower } = await twoTabs(a)
  await leader.save(edit('one'))
  await inTheCloud(leader)
  leader.page.isDeaf = true
  leader.page.freeze()
  await follower.save(edit('two'))
  await passTime(a, () => follower.sync.status.get().projects.film?.durability === 'in-the-cloud')
  follower.kill()
  const later = a.open()
  await later.sync.pause()
  await later.save(edit('three'))
  await until(() => later.sync.status.get().projects.film?.activity.kind === 'paused')
  leader.page.thaw()
  await until(() => leader.sync.status.get().projects.film?.durability === 'on-this-device')
})

test('[TA7] what the tab that leads was not told of, and has read since for another reason, is sent at the next poll', async () => {
  const { a } = newWorld()
  a.ownStore = false
  const { leader, follower } = await twoTabs(a)
  leader.page.isDeaf = true
  await follower.sync.projects.save(edit('one'))
  await leader.sync.projects.open('film')
  leader.page.isDeaf = false
  await passTime(a, () => leader.sync.status.get().projects.film?.durability === 'in-the-cloud')
})

test('[TA2] a closed leader is followed at once, without an ask', async () => {
  const { a } = newWorld()
  const { leader, follower } = await twoTabs(a)
  await leader.sync.close()
  await follower.save(edit('one'))
  await inTheCloud(follower)
})

test('[TA2, QU10] a tab that is alone has no timer but the next poll, and followers leave none', async () => {
  const { a } = newWorld()
  const { leader, follower } = await twoTabs(a)
  expect(a.clock.timers).toBe(2)
  await follower.sync.close()
  expect(a.clock.timers).toBe(1)
  await leader.sync.close()
  expect([a.clock.timers, a.origin.traces()]).toEqual([0, 0])
})

test('[TA3] without Web Locks every edit of two tabs reaches the cloud, and the one that led before has stepped down', async () => {
  const world = newWorld()
  world.a.origin.locks.areExclusive = false
  const { leader: first, follower: second } = await twoTabs(world.a)
  for (const [page, document] of [
    [first, 'one'],
    [second, 'two'],
    [first, 'three'],
  ] as const) {
    await page.save(edit(document))
    await inTheCloud(page)
    await inTheCloud(first)
    expect(await inCloudNow(world)).toBe(document)
  }
  second.kill()
  await first.save(edit('four'))
  await passTime(world.a, () => first.sync.status.get().projects.film?.durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('four')
  await first.sync.close()
  expect(world.a.clock.timers).toBe(0)
})

test('[TA4] keep this tab open: while an edit or file is not on the device, and in the tab that sends an upload alone', async () => {
  const world = newWorld()
  world.a.withMedia = true
  const { leader, follower } = await twoTabs(world.a)
  const saving = follower.save(edit('one'))
  expect(follower.sync.status.get().keepTabOpen).toBe(true)
  await saving
  await inTheCloud(follower)
  expect(follower.sync.status.get().keepTabOpen).toBe(false)
  world.a.line.cut()
  await follower.sync.assets.add('film', new File(['a clip'], 'clip.mp4', { type: 'video/mp4' }))
  await until(() => leader.sync.status.get().keepTabOpen)
  await until(() => follower.sync.status.get().uploads.open === 1)
  expect(follower.sync.status.get().keepTabOpen).toBe(false)
  await leader.sync.pause()
  expect(leader.sync.status.get().keepTabOpen).toBe(false)
  world.a.line.mend()
  await leader.sync.resume()
  await until(() => leader.sync.status.get().durability === 'in-the-cloud')
  expect(leader.sync.status.get().keepTabOpen).toBe(false)
})

// Seed 1191 of the simulation: the tab that leads stayed paused for good.
test('[QU9] of two tabs’ words on pausing the last one counts, whichever is heard last', async () => {
  const world = newWorld()
  const { leader, follower } = await twoTabs(world.a)
  await leader.sync.pause()
  await follower.sync.resume()
  await idle(leader)
  // What the other one said comes only now.
  world.a.origin.tabsOf({}, world.a.account).post({ kind: 'pause', paused: true })
  await turnsPass()
  await leader.save(edit('one'))
  await inTheCloud(leader)
})
