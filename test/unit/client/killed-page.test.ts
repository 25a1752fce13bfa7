import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { holds, inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU4] an edit saved by the app and not queued, because the page died in between, goes out at the next start', async () => {
  const world = newWorld()
  world.a.host.projects.set('film', edit('saved, never queued'))
  await inTheCloud(world.a.open())
  expect(await inCloudNow(world)).toBe('saved, never queued')
})

test('[QU4, RE1] an edit saved but not queued is queued before anything remote is applied, and so conflicts', async () => {
  const { a, pageA, pageB } = await sharedProject()
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  // Another tab, or a page that died, has saved behind the back of this one.
  a.host.projects.set('film', edit('from A, unqueued'))
  pageA.connectivity.wake()
  await activity(pageA, 'conflict')
  expect(a.host.projects.get('film')).toEqual(edit('from A, unqueued'))
  expect(await pageA.sync.conflicts.list()).toMatchObject([
    { local: { project: edit('from A, unqueued') }, remote: { project: edit('from B') } },
  ])
})

test('[RE1] a remote version is not applied over an edit that is queued', async () => {
  const { a, pageA, pageB } = await sharedProject()
  a.line.cut()
  await pageA.save(edit('from A'))
  await activity(pageA, 'waiting')
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  a.line.mend()
  pageA.connectivity.wake()
  await activity(pageA, 'conflict')
  expect(a.host.projects.get('film')).toEqual(edit('from A'))
})

test('[RE1] where the app refuses the remote version nothing is lost, and it is offered again', async () => {
  const { a, pageA, pageB } = await sharedProject()
  const { apply } = a.host
  let refusals = 0
  Object.assign(a.host, {
    apply: async () => {
      refusals += 1
      return false
    },
  })
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  pageA.connectivity.wake()
  await until(() => refusals > 0)
  expect(a.host.projects.get('film')).toEqual(edit('one'))
  Object.assign(a.host, { apply })
  pageA.connectivity.wake()
  await holds(a, 'from B')
  await inTheCloud(pageA)
})

test('[QU2, QU3, QU4] killed at any moment and opened again, the newest edit arrives and nothing is asked', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = newWorld()
    const page = world.a.open(dieAt)
    for (const document of ['one', 'two', 'three']) {
      void page.save(edit(document))
      await until(() => !page.page.alive || world.a.host.projects.get('film')?.document === document)
      await turn()
    }
    await until(() => !page.page.alive || page.sync.status.get().projects.film?.durability === 'in-the-cloud')
    if (page.page.alive) {
      expect(dieAt).toBeGreaterThan(15)
      break
    }
    const saved = world.a.host.projects.get('film')
    const again = world.a.open()
    if (saved) await inTheCloud(again)
    expect(await again.sync.conflicts.list()).toEqual([])
    if (saved) expect(await inCloudNow(world)).toBe(saved.document)
    await again.sync.close()
  }
})

test('[CF1, CF3, QU3] killed at any moment while a conflict is met and answered, both sides outlive it', async () => {
  for (const answer of ['local', 'remote'] as const) {
    for (let dieAt = 1; ; dieAt += 1) {
      const world = await sharedProject()
      await world.pageA.sync.close()
      await world.pageB.save(edit('from B'))
      await inTheCloud(world.pageB)
      const page = world.a.open(dieAt)
      void page.save(edit('from A'))
      const answered = answerWhenAsked(page, answer)
      await until(() => !page.page.alive || answered.done)
      const survived = page.page.alive
      page.kill()
      const again = world.a.open()
      const savedHere = world.a.host.projects.get('film')?.document !== 'one'
      const expected = savedHere && answer === 'local' ? 'from A' : 'from B'
      await until(async () => {
        const [open] = await again.sync.conflicts.list()
        if (open) await again.sync.conflicts.resolve(open.conflictId, answer)
        const { durability } = again.sync.status.get()
        return durability === 'in-the-cloud' && world.a.host.projects.get('film')?.document === expected
      })
      expect(await inCloudNow(world)).toBe(expected)
      await again.sync.close()
      if (survived) break
    }
  }
})

function answerWhenAsked(page: ReturnType<SyncDevice['open']>, answer: 'local' | 'remote') {
  const state = { done: false }
  const run = async () => {
    const shown = await activity(page, 'conflict')
    if (shown.kind !== 'conflict') return
    await page.sync.conflicts.resolve(shown.conflictId, answer)
    await inTheCloud(page)
    state.done = true
  }
  void run()
  return state
}

test('a device that lost a damaged row finds its way back without a question', async () => {
  const { a, pageA } = await sharedProject()
  await pageA.sync.close()
  a.disk.tables.set('lanes/film', { schemaVersion: 1, broken: true })
  await inTheCloud(a.open())
  expect(a.disk.setAside).toHaveLength(1)
})

test('another account sees nothing of it', async () => {
  const { a, b } = newWorld()
  b.account = 'bob'
  const hers = a.open()
  await hers.save(edit('hers'))
  await inTheCloud(hers)
  const page = b.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  expect(await page.sync.projects.list()).toEqual([])
})
