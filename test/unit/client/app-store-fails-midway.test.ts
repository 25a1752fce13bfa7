import { expect, test } from 'vitest'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import { ended, failed, fails, statusOf } from './failing-host.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, passTime } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { conflictOnA, inCloudNow, newWorld } from './world.ts'

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
