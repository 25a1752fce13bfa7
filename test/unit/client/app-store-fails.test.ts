import { expect, test } from 'vitest'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { failed, fails, statusOf } from './failing-host.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, passTime, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU19, QU4] an app’s store that cannot list at the start is told as that, holds up nothing else, and is asked again after a while', async () => {
  const world = newWorld()
  const { a } = world
  a.host.projects.set('film', edit('saved, never queued'))
  const store = fails(a, 'list')
  const page = a.open()
  await until(() => statusOf(page).activity.kind === 'blocked')
  expect(statusOf(page)).toMatchObject({ durability: 'on-this-device', activity: failed })
  let isSent = false
  world.server.beforeHandling = ({ method, url }) => {
    isSent ||= method === 'PUT' && url.includes('song')
    return undefined
  }
  await page.save(edit('since', { id: 'song' }))
  await until(() => isSent)
  await expect(page.sync.projects.list()).rejects.toBeInstanceOf(HostFailed)
  const { made } = store
  await passTime(a, () => store.made >= made + 5)
  expect(store.made).toBeLessThanOrEqual(made + 7)
  expect(statusOf(page)).toMatchObject({ durability: 'on-this-device', activity: failed })
  store.goesOn()
  await passTime(a, () => statusOf(page).durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('saved, never queued')
  await passTime(a, () => statusOf(page).activity.kind === 'idle')
  expect(await page.sync.projects.list()).toHaveLength(2)
})

test('[QU19, RE1] one project that it does not answer about is told after a while, and holds up no other; nothing is applied over it', async () => {
  const { server, a, pageA } = await sharedProject()
  await pageA.sync.close()
  a.host.projects.set('film', edit('saved, never queued'))
  a.host.projects.set('song', edit('one', { id: 'song' }))
  const other = new SyncDevice(server, 'tablet').open()
  await other.sync.projects.open('film')
  await other.save(edit('from afar'))
  await inTheCloud(other)
  const { load } = a.host
  const answers: (() => void)[] = []
  Object.assign(a.host, {
    load: async (id: string) => {
      if (id === 'film') await new Promise<void>((answer) => answers.push(answer))
      return load(id)
    },
  })
  const page = a.open()
  await passTime(a, () => statusOf(page).projects.song?.durability === 'in-the-cloud')
  expect(await activity(page, 'blocked')).toMatchObject({
    ...failed,
    detail: expect.stringContaining('no answer in time'),
  })
  const startMs = a.clock.nowMs()
  await passTime(a, () => a.clock.nowMs() > startMs + 600_000)
  expect(answers).toHaveLength(1)
  expect(a.host.projects.get('film')?.document).toBe('saved, never queued')
  Object.assign(a.host, { load })
  for (const answer of answers) answer()
  await passTime(a, () => statusOf(page).projects.film?.activity.kind === 'conflict')
})

test('[QU19, RE1] where it fails at one project, nothing is applied over that one, and the others go on', async () => {
  const { server, a, pageA } = await sharedProject()
  await pageA.save(edit('one', { id: 'song' }))
  await inTheCloud(pageA, 'song')
  await pageA.sync.close()
  a.host.projects.set('film', edit('saved, never queued'))
  const store = fails(a, 'load', 'film')
  const again = a.open()
  expect(await activity(again, 'blocked')).toMatchObject(failed)
  const other = new SyncDevice(server, 'tablet').open()
  for (const id of ['film', 'song']) {
    await other.sync.projects.open(id)
    await other.save(edit('from afar', { id }))
    await inTheCloud(other, id)
  }
  again.connectivity.wake()
  await until(() => a.host.projects.get('song')?.document === 'from afar')
  expect(a.host.projects.get('film')?.document).toBe('saved, never queued')
  expect(await again.sync.projects.list()).toHaveLength(2)
  await expect(again.sync.projects.open('film')).rejects.toBeInstanceOf(HostFailed)
  store.goesOn()
  again.sync.retryNow()
  await activity(again, 'conflict')
})

test.each(['load', 'remove'] as const)(
  '[QU19, RE3] a deletion that it fails at (%s) is told, holds up no other project, and is taken once it goes on',
  async (at) => {
    const { server, a, pageA } = await sharedProject()
    await pageA.save(edit('one', { id: 'song' }))
    await inTheCloud(pageA, 'song')
    await pageA.sync.close()
    a.host.remove = a.host.letGo
    const again = a.open()
    await inTheCloud(again, 'song')
    const store = fails(a, at, 'film')
    await deleteElsewhere(server, 1)
    const other = new SyncDevice(server, 'tablet').open()
    await other.sync.projects.open('song')
    await other.save(edit('two', { id: 'song' }))
    await inTheCloud(other, 'song')
    again.sync.retryNow()
    await until(() => a.host.projects.get('song')?.document === 'two')
    expect(await activity(again, 'blocked')).toMatchObject(failed)
    store.goesOn()
    again.sync.retryNow()
    await until(() => !a.host.projects.has('film'))
    await until(() => statusOf(again).activity.kind === 'idle')
  },
)

test('[QU10] an app’s store that never answers holds up no close for more than ten seconds', async () => {
  const { a } = newWorld()
  a.host.projects.set('film', edit('one'))
  Object.assign(a.host, { load: () => new Promise(() => undefined) })
  const page = a.open()
  await page.save(edit('two'))
  let isClosed = false
  const closed = page.sync.close().then(() => {
    isClosed = true
  })
  await passTime(a, () => isClosed)
  await closed
  expect(a.clock.timers).toBe(0)
  expect(a.origin.traces()).toBe(0)
})
