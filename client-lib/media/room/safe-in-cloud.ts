import { documentKey } from '../../documents/document-row.ts'
import { isSettled } from '../../queue/lane-losses.ts'
import { isHeld } from '../../queue/lane-view.ts'
import type { LocalStore } from '../../storage/local-store.ts'

/**
 * The assets of a project that the cloud goes on having: those that the version listed which this device and the
 * cloud agreed on. Undefined while anything of the project is on its way, parked, asked about or deleted: what the queue,
 * a conflict or a copy needs is not let go of.
 */
export async function safeInCloud(store: LocalStore, projectId: string): Promise<ReadonlySet<string> | undefined> {
  const lane = await store.get('lanes', projectId)
  if (!lane || !isSettled(lane) || !isHeld(lane.acknowledged) || lane.keptHashes.length > 0) return undefined
  const agreed = await store.get('documents', documentKey(projectId, lane.acknowledged.hash))
  return new Set(agreed?.assetIds)
}
