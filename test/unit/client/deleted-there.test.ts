import { expect, test } from 'vitest'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow, type OpenWorld, sharedProject } from './world.ts'

const statusOf = ({ sync }: OpenPage) => sync.status.get().projects.film
const onThisDevice = { durability: 'on-this-device', activity: { kind: 'idle' } }
const isListed = async ({ sync }: OpenPage) => (await sync.projects.list()).some(({ id }) => id === 'film')

/** Deleted elsewhere; A, which does not know it yet, has saved `from A`, and is asked. */
async function deletedThere(host: { remove?: true } = {}): Promise<OpenWorld & { conflictId: string }> {
  const world = await sharedProject()
  if (host.remove) world.a.host.remove = world.a.host.letGo
  await world.pageA.sync.close()
  const pageA = world.a.open()
  await deleteElsewhere(world.server, 1)
  await pageA.save(edit('from A'))
  const shown = await activity(pageA, 'conflict')
  return { ...world, pageA, conflictId: shown.kind === 'conflict' ? shown.conflictId : '' }
}

test('[CF11] deleted there and edited here is a question that says so, and outlives a reload', async () => {
  const { a, pageA, conflictId } = await deletedThere()
  const expected = {
    conflictId,
    local: { project: edit('from A') },
    remote: { kind: 'deleted', version: 2, deletedAtMs: expect.any(Number) },
  }
  expect(await pageA.sync.conflicts.list()).toMatchObject([expected])
  expect((await pageA.sync.conflicts.list())[0]?.proposal).toBeUndefined()
  pageA.kill()
  const again = a.open()
  expect(await again.sync.conflicts.list()).toMatchObject([expected])
  await again.save(edit('from A, more'))
  await until(async () => (await again.sync.conflicts.list())[0]?.local.project.document === 'from A, more')
})

test('[CF11] a deletion that is known before the edit is asked about as well', async () => {
  const { server, a, pageA } = await sharedProject()
  await deleteElsewhere(server, 1)
  pageA.connectivity.wake()
  await until(async () => (await pageA.sync.projects.list()).some(({ version }) => version === 0))
  await pageA.save(edit('from A'))
  await activity(pageA, 'conflict')
  expect(await pageA.sync.conflicts.list()).toMatchObject([{ remote: { kind: 'deleted', version: 2 } }])
  expect(a.host.projects.get('film')).toEqual(edit('from A'))
})

test('[CF11] local: a write on the tombstone’s version un-deletes it, on every device', async () => {
  const world = await deletedThere()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from A')
  expect([...world.server.database.projects.values()].map(({ version }) => version)).toEqual([3])
  world.pageB.connectivity.wake()
  await holds(world.b, 'from A')
})

test('[CF11] remote: the app’s store lets go of it by its own word, and the edit is in the history first', async () => {
  const world = await deletedThere({ remove: true })
  const applied: string[] = []
  world.pageA.sync.projects.subscribe(({ projectId }) => applied.push(projectId))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  expect(world.a.host.projects.has('film')).toBe(false)
  expect(applied).toContain('film')
  expect(JSON.stringify([...world.a.disk.tables])).toContain('from A')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await until(() => !JSON.stringify([...world.a.disk.tables]).includes('"from A"'))
  expect(await isListed(world.pageA)).toBe(false)
  expect(world.pageA.sync.status.get()).toMatchObject({ durability: 'in-the-cloud', projects: {} })
})

test('[CF11] remote, in an app that has no such word: the copy stays, is said to be on this device alone, and is not sent', async () => {
  const world = await deletedThere()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await turnsPass()
  expect(world.a.host.projects.get('film')).toEqual(edit('from A'))
  expect(statusOf(world.pageA)).toEqual(onThisDevice)
  world.pageA.kill()
  const again = world.a.open()
  await until(() => again.sync.status.get().activity.kind === 'idle')
  await turnsPass()
  expect(statusOf(again)).toEqual(onThisDevice)
  expect(await again.sync.projects.list()).toMatchObject([{ id: 'film', version: 0, onThisDevice: true }])
  expect(await again.sync.conflicts.list()).toEqual([])
  await again.save(edit('edited again'))
  await activity(again, 'conflict')
})

test('[CF11] remote is refused where the app’s store holds something newer, and the question stays', async () => {
  const { a, pageA, conflictId } = await deletedThere({ remove: true })
  a.host.remove = async () => false
  await expect(pageA.sync.conflicts.resolve(conflictId, 'remote')).rejects.toMatchObject({ name: 'HostRefused' })
  expect(await pageA.sync.conflicts.list()).toHaveLength(1)
})

test('[CF11] both: the edit goes on under a new id, and the deletion stands', async () => {
  const world = await deletedThere({ remove: true })
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'both')
  await until(() => world.pageA.sync.status.get().durability === 'in-the-cloud')
  expect([...world.a.host.projects.values()].map(({ document }) => document)).toEqual(['from A'])
  expect(world.a.host.projects.has('film')).toBe(false)
  const live = [...world.server.database.projects.values()].filter(({ deletedAtMs }) => deletedAtMs === undefined)
  expect(live).toHaveLength(1)
})

test('[CF9, CF11] a deletion takes the other side of an open question, and an un-deletion takes it back', async () => {
  const world = await conflictOnA()
  const { server, pageA, pageB, conflictId } = world
  await pageB.sync.close()
  await deleteElsewhere(server, 2)
  pageA.connectivity.wake()
  await until(async () => (await pageA.sync.conflicts.list())[0]?.remote.kind === 'deleted')
  expect(await pageA.sync.conflicts.list()).toMatchObject([{ conflictId, remote: { version: 3 } }])
  const [[key, row] = []] = [...server.database.projects]
  if (key === undefined || row === undefined) throw new Error('The tombstone is gone.')
  const { deletedAtMs: _, ...live } = row
  server.database.projects.set(key, { ...live, version: 4, updatedAtMs: row.updatedAtMs + 1 })
  pageA.connectivity.wake()
  await until(async () => (await pageA.sync.conflicts.list())[0]?.remote.kind === 'edited')
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A')
})
