import { isSettled } from '../../queue/lane-losses.ts'
import { isHeld } from '../../queue/lane-view.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import { agreedAssets } from '../agreed-assets.ts'

/** The cloud keeps what it has of a version at least so long after another took its place (HK7). */
const graceMs = 2 * 24 * 3_600_000

/**
 * The assets of a project that the cloud goes on having: those that the version listed which this device and the
 * cloud agreed on, and all of one that was deleted and is here no more, for a tombstone keeps its own. Undefined while
 * anything of the project is on its way, parked, asked about or deleted with a copy here: what the queue, a conflict or
 * a copy needs is not let go of. Nor is anything where that version may be in force no more for long.
 */
export async function safeInCloud(
  store: LocalStore,
  projectId: string,
  nowMs: number,
): Promise<Pick<ReadonlySet<string>, 'has'> | undefined> {
  const lane = await store.get('lanes', projectId)
  if (!lane || !isSettled(lane) || lane.keptHashes.length > 0) return undefined
  const [listed, whole] = await Promise.all([store.get('listing', projectId), store.get('device', 'whole-list')])
  if (!isHeld(lane.acknowledged)) return listed?.summary.state === 'live' ? undefined : { has: () => true }
  const agoMs = whole?.kind === 'whole-list' ? nowMs - whole.atMs : graceMs
  const isCurrent = !listed || listed.summary.version <= lane.acknowledged.version
  const isHeardOf = agoMs >= 0 && agoMs < graceMs
  return isCurrent && isHeardOf ? new Set(await agreedAssets(store, lane)) : undefined
}
