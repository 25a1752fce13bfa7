import { expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { awayForLong, dayMs, forget } from './away-for-long.ts'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld, sharedProject } from './world.ts'

const statusOf = ({ sync }: OpenPage, id = 'film') => sync.status.get().projects[id]
const onThisDevice = { durability: 'on-this-device', activity: { kind: 'idle' } }
/** Settles once the device knows that the cloud has it no more. */
const goneFrom = ({ sync }: OpenPage) =>
  until(async () => (await sync.projects.list()).some(({ id, version }) => id === 'film' && version === 0))

/** A device that has heard of it, a moment ago. */
async function knownToBeGone() {
  const { server, clock, b } = await awayForLong()
  forget(server, 'film')
  const page = b.open()
  await goneFrom(page)
  clock.advance(1000)
  return { server, b, page }
}

/** Another device makes another project under its id. */
async function takeId(server: MemoryServer, ...documents: readonly string[]): Promise<OpenPage> {
  const other = new SyncDevice(server, 'tablet').open()
  for (const document of documents) {
    await other.save(edit(document))
    await inTheCloud(other)
  }
  return other
}

test('[LI8, ST1] what the whole list lacks is on this device alone, also after a reload; the copy stays, and nothing is sent', async () => {
  const { server, b, urls } = await awayForLong()
  forget(server, 'film')
  const page = b.open()
  await goneFrom(page)
  expect(statusOf(page)).toEqual(onThisDevice)
  expect(await page.sync.projects.list()).toContainEqual(
    expect.objectContaining({ id: 'film', name: 'Film', onThisDevice: true }),
  )
  expect(await page.sync.projects.open('film')).toMatchObject({ document: 'of film' })
  await page.sync.close()
  const again = b.open()
  await until(() => urls.length === 4)
  await until(() => again.sync.status.get().activity.kind === 'idle')
  expect(statusOf(again)).toEqual(onThisDevice)
  expect(again.sync.status.get().durability).toBe('on-this-device')
})

test('[LI8] so is a project that this device made and never saw listed', async () => {
  const { server, a } = newWorld()
  const page = a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  await page.sync.close()
  a.disk.tables.delete('listing/film')
  forget(server, 'film')
  a.disk.tables.delete('device/since')
  const again = a.open()
  await goneFrom(again)
  expect(statusOf(again)).toEqual(onThisDevice)
})

test('[LI8] so is one whose tombstone is listed, until it is un-deleted', async () => {
  const { server, a, b, pageA, pageB } = await sharedProject()
  await deleteElsewhere(server, 1)
  pageB.connectivity.wake()
  await goneFrom(pageB)
  expect(statusOf(pageB)).toEqual(onThisDevice)
  expect(b.host.projects.get('film')?.document).toBe('one')
  await pageA.sync.close()
  const [[key, row] = []] = [...server.database.projects]
  if (key === undefined || row === undefined) throw new Error('The tombstone is gone.')
  const { deletedAtMs: _, ...live } = row
  server.database.projects.set(key, { ...live, version: 3 })
  pageB.connectivity.wake()
  await inTheCloud(pageB)
  await inTheCloud(a.open())
})

test('[LI8, QU8] an edit of what the whole list lacks is kept, and parked with what the user can do', async () => {
  const { server, b } = await awayForLong()
  forget(server, 'film')
  const page = b.open()
  await goneFrom(page)
  await page.save(edit('edited'))
  const blocked = { kind: 'blocked', code: 'project-not-found', detail: expect.stringContaining('under a new id') }
  expect(await activity(page, 'blocked')).toEqual(blocked)
  await page.save(edit('edited more'))
  page.kill()
  const again = b.open()
  expect(await activity(again, 'blocked')).toEqual(blocked)
  expect(await again.sync.projects.open('film')).toMatchObject({ document: 'edited more' })
  expect([...server.database.projects.values()].filter(({ id }) => id === 'film')).toEqual([])
  await again.save(edit('edited more', { id: 'film-2' }))
  await inTheCloud(again, 'film-2')
})

test('[LI8] an edit that is taken back before it is sent makes no claim either', async () => {
  const { server, b } = await awayForLong()
  forget(server, 'film')
  const page = b.open()
  await goneFrom(page)
  await page.sync.pause()
  await page.save(edit('edited'))
  await activity(page, 'paused')
  await page.save(edit('of film'))
  await until(() => statusOf(page)?.activity.kind === 'idle')
  expect(statusOf(page)).toEqual(onThisDevice)
})

test('[LI8, CF1] where another project took its id, an edit of it is a conflict with that one', async () => {
  const { server, b, page } = await knownToBeGone()
  await takeId(server, 'made anew')
  await page.save(edit('edited'))
  const shown = await activity(page, 'conflict')
  await page.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'remote')
  await inTheCloud(page)
  expect(b.host.projects.get('film')?.document).toBe('made anew')
})

test.each([1, 3])(
  '[LI8, RE1] where another project took its id, the copy of it is not written over unasked, be that at version %s',
  async (version) => {
    const { server, b, page } = await knownToBeGone()
    await takeId(server, ...Array.from({ length: version }, (_, before) => `made anew ${before + 1}`))
    page.connectivity.wake()
    const shown = await activity(page, 'conflict')
    expect(b.host.projects.get('film')?.document).toBe('of film')
    await page.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'both')
    await until(() => page.sync.status.get().durability === 'in-the-cloud')
    expect([...b.host.projects.values()].map(({ document }) => document)).toEqual([`made anew ${version}`, 'of film'])
  },
)

test('[LI8, CF1] also on a page that has fetched what is gone, whose ETag the other has as well', async () => {
  const { server, clock } = await awayForLong()
  const page = new SyncDevice(server, 'phone').open()
  await page.sync.projects.open('film')
  forget(server, 'film')
  clock.advance(31 * dayMs)
  page.connectivity.wake()
  await goneFrom(page)
  await takeId(server, 'made anew')
  page.connectivity.wake()
  await activity(page, 'conflict')
})

test('[LI8, CF1] also where it did so while the device was away, and came to the version that was agreed on', async () => {
  const { server, b, urls } = await awayForLong()
  forget(server, 'film')
  const other = await takeId(server, 'made anew')
  await other.sync.close()
  urls.length = 0
  const page = b.open()
  await until(() => urls.length >= 3)
  await page.save(edit('edited'))
  await until(() => ['conflict', 'idle'].includes(statusOf(page)?.activity.kind ?? ''))
  expect([...server.database.projects.values()].find(({ id }) => id === 'film')?.version).toBe(1)
  await activity(page, 'conflict')
})
