import { expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU1, QU3] an edit that a tab without the lead could not queue is queued by itself once the device takes it', async () => {
  const world = newWorld()
  const leader = world.a.open()
  await until(() => leader.sync.status.get().activity.kind === 'idle')
  const follower = world.a.open()
  await until(() => follower.sync.status.get().activity.kind === 'idle')
  world.a.disk.refusal = new StorageFull()
  await follower.save(edit('one'))
  await activity(follower, 'storage-degraded')
  world.a.disk.refusal = undefined
  await until(async () => {
    world.a.clock.advance(10_000)
    await turnsPass()
    return follower.sync.status.get().projects.film?.durability === 'in-the-cloud'
  })
  expect(await inCloudNow(world)).toBe('one')
})

test('[QU12] signed in as another while a write is in flight: nothing of the first goes out with the new token', async () => {
  const world = newWorld()
  const seen: string[] = []
  let hold = true
  let release = () => {}
  world.server.beforeHandling = async (request) => {
    seen.push(`${request.method} ${JSON.parse(atob((request.headers.authorization ?? '').split('.')[1] ?? '')).sub}`)
    if (request.method === 'PUT' && hold) {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return { status: 401, headers: {}, body: new TextEncoder().encode('{"message":"Unauthorized"}') }
    }
    return undefined
  }
  const page = world.a.open()
  await page.save(edit('one'))
  await until(() => seen.some((one) => one.startsWith('PUT')))
  world.a.getToken = async () => world.server.tokens.access('bob')
  hold = false
  release()
  await activity(page, 'needs-auth')
  expect(seen.filter((one) => one.endsWith('bob'))).toEqual([])
})

test('[CF1, CF3] a conflict whose local side cannot be read any more is shown again from the app’s store', async () => {
  const world = await conflictOnA()
  world.pageA.kill()
  const [key] = [...world.a.disk.tables].find(
    ([name, row]) => name.startsWith('documents/') && JSON.stringify(row).includes('from A'),
  ) ?? ['']
  world.a.disk.tables.set(key, 'rust')
  const again = world.a.open()
  await until(async () => (await again.sync.conflicts.list()).length > 0)
  await again.sync.conflicts.resolve((await again.sync.conflicts.list())[0]?.conflictId ?? '', 'local')
  await inTheCloud(again)
  expect(await inCloudNow(world)).toBe('from A')
})

test('[CF2] answered in two tabs at once, both devices end equal, and both sides are here or in the history', async () => {
  const world = await conflictOnA()
  const other = world.a.open()
  await until(async () => (await other.sync.conflicts.list()).length === 1)
  await Promise.allSettled([
    world.pageA.sync.conflicts.resolve(world.conflictId, 'remote'),
    other.sync.conflicts.resolve(world.conflictId, 'local'),
  ])
  await inTheCloud(world.pageA)
  const cloud = await inCloudNow(world)
  world.pageB.connectivity.wake()
  await holds(world.b, cloud)
  await until(() => world.a.host.projects.get('film')?.document === cloud)
  const kept = JSON.stringify([...world.a.disk.tables, historyOf(world)])
  expect(kept).toContain('from A')
  expect(kept).toContain('from B')
})

test('[CF2] what is applied here after another tab has answered otherwise comes to the cloud on top of that', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const other = a.open()
  await until(async () => (await other.sync.conflicts.list()).length === 1)
  const { apply } = a.host
  Object.assign(a.host, {
    apply: async (...given: Parameters<typeof apply>) => {
      await other.sync.conflicts.resolve(conflictId, 'local')
      return apply(...given)
    },
  })
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await until(async () => (await inCloudNow(world)) === 'from B')
  await inTheCloud(pageA)
  expect(a.host.projects.get('film')).toEqual(edit('from B'))
  expect(historyOf(world)).toContain('history: from A')
})

test('[CF2, QU3] an edit saved while the answer remote is under way is lost by neither', async () => {
  for (let after = 0; after < 12; after += 1) {
    const world = await conflictOnA()
    const answered = world.pageA.sync.conflicts.resolve(world.conflictId, 'remote').catch(() => undefined)
    for (let turns = 0; turns < after; turns += 1) await Promise.resolve()
    await world.pageA.save(edit('typed meanwhile'))
    await answered
    await turnsPass(30)
    // On top of what was applied, or the local side that lost and is in the history, or one side of the question that stays open.
    const held = JSON.stringify([...world.a.host.projects, ...world.a.disk.tables, historyOf(world)])
    expect(held).toContain('typed meanwhile')
    await world.pageA.sync.close()
    await world.pageB.sync.close()
  }
})

test('[QU10] after close the status says nothing new, and nothing throws', async () => {
  const world = await sharedProject()
  await world.pageA.sync.close()
  const shown = world.pageA.sync.status.get()
  world.pageA.sync.retryNow()
  expect(await world.pageA.save(edit('two'))).toBe('saved two')
  const fresh = world.a.open()
  await fresh.sync.close()
  expect(fresh.sync.status.get().activity.kind).not.toBe('storage-degraded')
  expect(shown.durability).toBe('in-the-cloud')
})
