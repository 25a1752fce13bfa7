import type { OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

/** Settles once the tab has nothing to do. */
export const idle = ({ sync }: OpenPage) => until(() => sync.status.get().activity.kind === 'idle')

/** Two tabs of one device, of which the first leads. */
export async function twoTabs(device: SyncDevice) {
  const leader = device.open()
  await idle(leader)
  const follower = device.open()
  await idle(follower)
  return { leader, follower }
}
