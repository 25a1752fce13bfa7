import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, passTime, SyncDevice } from './sync-device.ts'
import { told } from './told-of-loss.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

/** The row of the project's lane becomes none, under the client or before it starts. */
const damageLane = ({ disk }: SyncDevice) => void disk.tables.set('lanes/film', { schemaVersion: 1, kind: 'nothing' })

test.each(['at once', 'at the next start'])(
  '[QU13] an edit whose lane cannot be read is queued anew from the app’s store, %s',
  async (when) => {
    const world = newWorld()
    const { a } = world
    a.line.cut()
    const page = a.open()
    await page.save(edit('one'))
    await activity(page, 'waiting')
    if (when === 'at the next start') page.kill()
    damageLane(a)
    a.line.mend()
    page.sync.retryNow()
    const now = page.page.alive ? page : a.open()
    await passTime(a, () => now.sync.status.get().projects.film?.durability === 'in-the-cloud')
    expect(await inCloudNow(world)).toBe('one')
  },
)

test.each([true, false])(
  '[QU13, CF1] an open question outlives its lane, in every tab: own store %s',
  async (ownStore) => {
    const world = await sharedProject()
    const c = new SyncDevice(world.server, 'tablet')
    c.ownStore = ownStore
    const pages = [c.open(), c.open()]
    const save = ownStore ? pages[0]?.save : pages[0]?.sync.projects.save
    await save?.(edit('made here'))
    for (const page of pages) await activity(page, 'conflict')
    damageLane(c)
    for (const page of pages) page.connectivity.wake()
    // With a store of the app's own the row is met when the question is answered.
    if (!ownStore) await passTime(c, () => JSON.stringify(c.disk.tables.get('lanes/film') ?? '').includes('conflictId'))
    for (const page of pages) await activity(page, 'conflict')
    const [open] = (await pages[0]?.sync.conflicts.list()) ?? []
    await pages[1]?.sync.conflicts.resolve(open?.conflictId ?? '', 'local')
    await until(async () => (await inCloudNow(world)) === 'made here')
  },
)

test('[QU13] an app without a store of its own, whose lane cannot be read, is told of it at the next start, and goes on from the cloud or by another save', async () => {
  const world = await sharedProject()
  const c = new SyncDevice(world.server, 'tablet')
  c.ownStore = false
  const page = c.open()
  await page.sync.projects.open('film')
  page.kill()
  damageLane(c)
  const now = c.open()
  await passTime(c, () => now.sync.status.get().projects.film?.activity.kind === 'blocked')
  expect(now.sync.status.get().projects.film).toEqual(told)
  expect((await now.sync.projects.open('film')).document).toBe('one')
  await inTheCloud(now)
  await now.sync.projects.save(edit('two'))
  await inTheCloud(now)
  expect(await inCloudNow(world)).toBe('two')
})

test('[LS3, QU13] a row that cannot be read and is no lane names no project that this device never had', async () => {
  const world = await sharedProject()
  const c = new SyncDevice(world.server, 'tablet')
  c.ownStore = false
  c.disk.tables.set('listing/zoo', { kind: 'nothing' })
  const page = c.open()
  await page.sync.projects.open('film')
  await until(async () => (await diagnose(page.sync)).losses.some(({ kind }) => kind === 'row-unreadable'))
  page.connectivity.wake()
  await turnsPass(100)
  expect(page.sync.status.get().projects).toEqual({
    film: { durability: 'in-the-cloud', activity: { kind: 'idle' } },
  })
})
