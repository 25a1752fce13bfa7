import type { LaneRow } from '../../../client-lib/queue/lane-row.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { newWorld } from './world.ts'

export const ownCopy = ({ disk }: SyncDevice) => (disk.tables.get('lanes/film') as LaneRow | undefined)?.ownCopy

/** Both tabs of A show `one`, and its copy is B's edit by now, which neither has been shown. */
export async function shownBefore() {
  const world = newWorld()
  const { a, b } = world
  a.ownStore = false
  const { leader, follower } = await twoTabs(a)
  await leader.sync.projects.save(edit('one'))
  await inTheCloud(leader)
  const first = ownCopy(a)
  await follower.sync.projects.open('film')
  const other = b.open()
  await other.sync.projects.open('film')
  await other.save(edit('from b'))
  await inTheCloud(other)
  leader.sync.retryNow()
  await until(() => ownCopy(a) !== first)
  return { ...world, leader, follower }
}
