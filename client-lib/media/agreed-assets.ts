import { documentKey } from '../documents/document-row.ts'
import type { LaneRow } from '../queue/lane-row.ts'
import type { LocalStore } from '../storage/local-store.ts'

/** The files that the version lists which device and cloud agreed on; none while some are yet to be attached to it. */
export async function agreedAssets(store: LocalStore, lane: LaneRow | undefined): Promise<readonly string[]> {
  if (!lane || lane.attaching) return []
  const agreed = await store.get('documents', documentKey(lane.projectId, lane.acknowledged.hash))
  return agreed?.assetIds ?? []
}
