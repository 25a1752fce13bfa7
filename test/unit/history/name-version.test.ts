import { expect, test } from 'vitest'
import { nameVersion } from '../../../client-lib/history/name-version.ts'
import { readVersion } from '../../../client-lib/history/read-version.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { largeText } from '../client/large-documents.ts'
import { edit } from '../client/memory-host.ts'
import { activity, inTheCloud, SyncDevice } from '../client/sync-device.ts'
import { until } from '../client/turns-of-the-loop.ts'
import { conflictOnA, historyOf, inCloudNow, type OpenWorld, sharedProject } from '../client/world.ts'

const isKeep = ({ method, url }: ServerRequest) => method === 'POST' && url.endsWith('/versions')
const labelsIn = ({ server }: OpenWorld) => [...server.database.versions.values()].flatMap(({ row }) => row.label ?? [])
const unsettled = { name: 'ProjectUnsettled', projectId: 'film' }

test('[HI13] the version in force is kept under its name, with its document; what is in force stays', async () => {
  const world = await sharedProject()
  const { pageA } = world
  const named = await nameVersion(pageA.sync, 'film', 'First cut')
  expect(named).toMatchObject({ kind: 'named', label: 'First cut', version: 1, name: 'Film', deviceName: 'studio' })
  expect(await readVersion(pageA.sync, 'film', named.versionId)).toEqual(edit('one'))
  await pageA.save(edit('two'))
  await inTheCloud(pageA)
  expect(historyOf(world)).toEqual(['history: one', 'named: one', 'history: two'])
  expect(await inCloudNow(world)).toBe('two')
})

test('[QU20, HI13] a label that holds half of a surrogate pair is kept with U+FFFD', async () => {
  const world = await sharedProject()
  for (const _ of ['first', 'again'])
    expect(await nameVersion(world.pageA.sync, 'film', 'Cut \ud83d')).toMatchObject({ label: 'Cut \ufffd' })
  expect(labelsIn(world)).toEqual(['Cut \ufffd'])
})

test.each([edit('one'), edit(largeText(200_000))])(
  '[HI13] named again after a lost reply, after a reload and in another tab it is one entry, whatever its size',
  async (saved) => {
    const world = await sharedProject()
    const { server, a, pageA } = world
    await pageA.save(saved)
    await inTheCloud(pageA)
    server.afterHandling = (request) => (isKeep(request) ? 'lost' : undefined)
    await expect(nameVersion(pageA.sync, 'film', 'First cut')).rejects.toBeInstanceOf(NetworkFailed)
    server.afterHandling = () => undefined
    const again = await nameVersion(pageA.sync, 'film', 'First cut')
    const other = await nameVersion(a.open().sync, 'film', 'First cut')
    expect(other).toEqual(again)
    expect(await readVersion(pageA.sync, 'film', again.versionId)).toEqual(saved)
    expect(labelsIn(world)).toEqual(['First cut'])
    await nameVersion(pageA.sync, 'film', 'Sent to the client')
    await nameVersion(world.pageB.sync, 'film', 'First cut', { versionId: '1' })
    expect(labelsIn(world)).toHaveLength(3)
  },
)

test('[HI13] a side that lost its conflict is named as what it is', async () => {
  const world = await conflictOnA()
  const { pageA, conflictId } = world
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  const named = await nameVersion(pageA.sync, 'film', 'Mine', { versionId: `1~${conflictId}` })
  expect(named.version).toBe(1)
  expect((await readVersion(pageA.sync, 'film', named.versionId)).document).toBe('from A')
})

test('[HI14] what waits here to be sent, or is asked about, is not passed over by a name', async () => {
  const world = await sharedProject()
  const { a, pageA } = world
  const put = ({ method }: ServerRequest) => (method === 'PUT' ? ('lost' as const) : undefined)
  world.server.beforeHandling = put
  await pageA.save(edit('two'))
  await activity(pageA, 'waiting')
  await expect(nameVersion(pageA.sync, 'film', 'Second cut')).rejects.toMatchObject(unsettled)
  // Also in a tab that has just been opened, and by the database alone knows of the edit.
  await expect(nameVersion(a.open().sync, 'film', 'Second cut')).rejects.toMatchObject(unsettled)
  expect(labelsIn(world)).toEqual([])
  await nameVersion(pageA.sync, 'film', 'First cut', { versionId: '1' })
  const asked = await conflictOnA()
  await expect(nameVersion(asked.pageA.sync, 'film', 'Mine')).rejects.toMatchObject(unsettled)
})

test('[HI14] a newer version of another device’s is not named by one that shows an older', async () => {
  const world = await sharedProject()
  const { pageA, pageB } = world
  await pageB.save(edit('two'))
  await inTheCloud(pageB)
  await expect(nameVersion(pageA.sync, 'film', 'First cut')).rejects.toMatchObject(unsettled)
  expect(labelsIn(world)).toEqual([])
  expect((await nameVersion(pageB.sync, 'film', 'Second cut')).version).toBe(2)
})

test('[HI13] a device that does not hold the project names what is in force', async () => {
  const { server } = await sharedProject()
  const reader = new SyncDevice(server, 'reader').open()
  expect(await nameVersion(reader.sync, 'film', 'First cut')).toMatchObject({ version: 1, deviceName: 'reader' })
})
