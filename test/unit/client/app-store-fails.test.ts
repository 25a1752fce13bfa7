import { expect, test } from 'vitest'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, passTime, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { conflictOnA, inCloudNow, newWorld, sharedProject } from './world.ts'

const statusOf = ({ sync }: OpenPage) => sync.status.get()
const failed = {
  kind: 'blocked',
  code: 'app-store-failed',
  detail: expect.stringContaining('own store failed'),
}
/** As an app's own database ends a transaction that it cannot carry out. */
const ended = () => new DOMException('ended', 'AbortError')

/** The app's store fails at this, for as long as it is not let go on. */
function fails({ host }: SyncDevice, at: 'list' | 'load' | 'apply' | 'remove', ofProject?: string) {
  const works = host[at] as (...given: unknown[]) => Promise<unknown>
  const call = async (...given: unknown[]) => {
    calls.made += 1
    const [first] = given as [string | { id: string } | undefined]
    const id = typeof first === 'object' ? first.id : first
    if (ofProject === undefined || id === ofProject) throw ended()
    return works(...given)
  }
  const calls = { made: 0, goesOn: () => Object.assign(host, { [at]: works }) }
  Object.assign(host, { [at]: call })
  return calls
}

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
  expect(await activity(page, 'blocked')).toMatchObject({ ...failed, detail: expect.stringContaining('within 30 s') })
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

test('[QU19, AC1] one that it fails at while an account takes over the work of nobody stays, is told, and holds up no other', async () => {
  const world = newWorld()
  const { a } = world
  a.account = null
  const page = a.open()
  for (const id of ['film', 'song']) {
    await page.save(edit('one', { id }))
    await activity(page, 'needs-auth', id)
  }
  await page.sync.close()
  a.account = 'ada'
  const store = fails(a, 'load', 'film')
  const hers = a.open()
  await inTheCloud(hers, 'song')
  expect(await activity(hers, 'blocked')).toMatchObject(failed)
  const { made } = store
  await passTime(a, () => store.made >= made + 5)
  expect(await activity(hers, 'blocked')).toMatchObject(failed)
  store.goesOn()
  // Until it is taken over it is none of the account's.
  await passTime(a, () => statusOf(hers).projects.film?.durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('one')
})

// Seed 48 of the simulation: that the app was given what was taken over passed for its newest save being queued.
test('[QU19, AC1, ST1] an edit saved just as the account’s app is given the work of nobody is not said to be in the cloud before it is', async () => {
  const world = newWorld()
  const { a } = world
  a.account = null
  const page = a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  await page.sync.close()
  a.account = 'ada'
  const { apply, load } = a.host
  fails(a, 'apply')
  const hers = a.open()
  await activity(hers, 'blocked')
  await until(async () => (await inCloudNow(world)) === 'one')
  const told: string[] = []
  hers.sync.status.subscribe(({ projects }) => told.push(projects.film?.durability ?? ''))
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  Object.assign(a.host, {
    apply: (...given: Parameters<typeof apply>) => {
      told.length = 0
      void hers.save(edit('two'))
      // Its turn in the queue does not end before all is taken over.
      Object.assign(a.host, { apply, load: (id: string) => held.then(() => load(id)) })
      return apply(...given)
    },
  })
  await passTime(a, () => told.length > 0 && !a.keptOf(null).disk.tables.has('device/adopter'))
  expect(statusOf(hers).projects.film?.durability).toBe('on-this-device')
  goOn()
  await passTime(a, () => statusOf(hers).durability === 'in-the-cloud')
  await until(async () => (await inCloudNow(world)) === 'two')
  expect(told.filter((one, at) => one !== told[at - 1])).toEqual(['unsaved', 'on-this-device', 'in-the-cloud'])
})

// Seed 228 of the simulation: the copy was in the app's store, and in no queue until the page was loaded anew.
test('[QU19, CF6] a copy that it failed at is told, and goes to the cloud, though the conflict is answered otherwise then', async () => {
  const world = await conflictOnA()
  const { a, pageA, conflictId } = world
  const { load } = a.host
  const copy = () => [...a.host.projects.keys()].find((id) => id !== 'film')
  Object.assign(a.host, { load: async (id: string) => (id === copy() ? Promise.reject(ended()) : load(id)) })
  await expect(pageA.sync.conflicts.resolve(conflictId, 'both')).rejects.toBeInstanceOf(HostFailed)
  expect(await activity(pageA, 'blocked', copy())).toMatchObject(failed)
  Object.assign(a.host, { load })
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  pageA.connectivity.wake()
  await inTheCloud(pageA, copy())
  await until(() => statusOf(pageA).durability === 'in-the-cloud')
})

test('[QU19, CF2] an answer stands where it fails right after, and the app is told that its copy was replaced', async () => {
  const { a, pageA, conflictId } = await conflictOnA()
  const { load, apply } = a.host
  let isApplied = false
  Object.assign(a.host, {
    apply: async (...given: Parameters<typeof apply>) => {
      isApplied = await apply(...given)
      return isApplied
    },
    load: async (id: string) => (isApplied ? Promise.reject(ended()) : load(id)),
  })
  const told: string[] = []
  pageA.sync.projects.subscribe(({ projectId }) => told.push(projectId))
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  expect(told).toEqual(['film'])
  expect(await activity(pageA, 'blocked')).toMatchObject(failed)
  Object.assign(a.host, { load, apply })
  pageA.connectivity.wake()
  await inTheCloud(pageA)
})

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
