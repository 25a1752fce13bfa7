import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { historyOf, inCloudNow, newWorld } from './world.ts'

const overlaid = async ({ sync }: OpenPage) => (await sync.projects.overlaid('film')).map((one) => one.edit.document)
const isQueued = (device: SyncDevice, document: string) =>
  until(() => [...device.disk.tables.values()].some((row) => JSON.stringify(row).includes(document)))

/**
 * The page dies, the line is there again, and the app's store is as it was before the last save: as databases are that
 * are not told to be strict, where power fails.
 */
async function beginsAnew(device: SyncDevice, page: OpenPage, document: string): Promise<OpenPage> {
  page.kill()
  device.host.projects.set('film', edit(document))
  device.line.mend()
  const after = device.open()
  await until(() => after.sync.status.get().projects.film)
  await after.sync.resume()
  after.sync.retryNow()
  await inTheCloud(after)
  return after
}

test('[QU4] an edit that is queued outlives an app store that came back older', async () => {
  const { a } = newWorld()
  const before = a.open()
  await before.save(edit('zero'))
  await inTheCloud(before)
  await before.sync.pause()
  await before.save(edit('an hour of work'))
  await isQueued(a, 'an hour of work')
  const after = await beginsAnew(a, before, 'zero')
  expect(await overlaid(after)).toEqual(['an hour of work'])
  expect(after.sync.status.get().projects.film?.overlaid).toBe(1)
})

test('[QU4] so does one that waits behind a write that did not arrive', async () => {
  const { a } = newWorld()
  const before = a.open()
  a.line.cut()
  await before.save(edit('half'))
  await activity(before, 'waiting')
  await before.save(edit('an hour of work'))
  await isQueued(a, 'an hour of work')
  const after = await beginsAnew(a, before, 'half')
  expect(await overlaid(after)).toEqual(['an hour of work'])
})

test('[QU4] one whose write had begun is in the history, and so is what the app holds', async () => {
  const world = newWorld()
  const { a } = world
  const before = a.open()
  a.line.cut()
  await before.save(edit('an hour of work'))
  await activity(before, 'waiting')
  await beginsAnew(a, before, 'zero')
  expect(await inCloudNow(world)).toBe('zero')
  expect(historyOf(world)).toContain('history: an hour of work')
})

test('[QU4] [TA5] a tab that opens while another saves keeps nothing beside that which it was made of', async () => {
  const { a } = newWorld()
  const one = a.open()
  await one.sync.pause()
  await one.save(edit('first'))
  await isQueued(a, 'first')
  const isSaved = Promise.withResolvers<void>()
  const save = one.sync.afterSave(async (saved) => {
    await a.host.save(saved)
    await isSaved.promise
  })
  const saving = save(edit('second'))
  const other = a.open()
  await until(async () => (await overlaid(other)).length === 1)
  isSaved.resolve()
  await saving
  await until(async () => (await overlaid(other)).length === 0)
  expect(other.sync.status.get().projects.film?.overlaid).toBeUndefined()
})
