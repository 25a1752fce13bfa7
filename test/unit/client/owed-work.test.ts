import { expect, test } from 'vitest'
import { removeAccount } from '../../../client-lib/device-accounts/remove-account.ts'
import { UnsyncedWork } from '../../../client-lib/device-accounts/unsynced-work.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { conflictOnA, historyOf, newWorld } from './world.ts'

const status = ({ sync }: OpenPage) => sync.status.get()
const removed = ({ sync }: OpenPage, device: SyncDevice) =>
  removeAccount(sync, { evenUnsynced: false }, () => device.erase()).then(
    () => 'removed',
    (error: unknown) => error,
  )
const named = { unsynced: { projects: [{ id: 'film', name: 'Film' }], files: [] } }

/** The conflict is answered for the other side, and the history cannot be told of the one that lost. */
async function answeredOffline() {
  const world = await conflictOnA()
  world.a.line.cut()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await inTheCloud(world.pageA)
  return world
}

test('[AC3, CF5] a side that lost a conflict is not removed from the device before the history has it', async () => {
  const world = await answeredOffline()
  const { a, pageA } = world
  const refused = await removed(pageA, a)
  expect(refused).toBeInstanceOf(UnsyncedWork)
  expect(refused).toMatchObject(named)
  a.line.mend()
  pageA.connectivity.wake()
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await until(() => !status(pageA).mayBeEvicted)
  expect(await removed(pageA, a)).toBe('removed')
})

test('[LS7] a browser that may delete it is warned of while the history has not been told of such a side', async () => {
  const { a, pageA } = await answeredOffline()
  expect(status(pageA)).toMatchObject({ durability: 'in-the-cloud', mayBeEvicted: true })
  a.line.mend()
  pageA.connectivity.wake()
  await until(() => !status(pageA).mayBeEvicted)
})

test('[AC3, TA5] an edit that another tab was saved over is not removed from the device before its user has dropped it', async () => {
  const { a } = newWorld()
  const { leader, follower } = await twoTabs(a)
  await leader.sync.pause()
  await Promise.all([leader.save(edit('of one tab')), follower.save(edit('of the other'))])
  await until(() => status(leader).projects.film?.overlaid === 1)
  await leader.sync.resume()
  await inTheCloud(leader)
  expect(status(leader).mayBeEvicted).toBe(true)
  expect(await removed(leader, a)).toMatchObject(named)
  const [kept] = await leader.sync.projects.overlaid('film')
  await leader.sync.projects.dropOverlaid('film', kept?.overlaidId ?? '')
  expect(await removed(leader, a)).toBe('removed')
})
