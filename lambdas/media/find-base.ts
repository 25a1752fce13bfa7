import { currentPartRule, type PartPlan, planParts } from '#contract/part-rule.ts'
import type { MediaPorts } from './media-ports.ts'
import type { StoredAsset, Waiter } from './stored-asset.ts'

/** A stored asset whose parts lie where those of the plan lie; undefined where there is none to copy from. */
export async function findBase(
  { media, ledger }: Pick<MediaPorts, 'media' | 'ledger'>,
  userId: string,
  { projectId, assetId }: Waiter,
  plan: PartPlan,
): Promise<StoredAsset | undefined> {
  const item = await media.get(userId, projectId, assetId)
  if (item?.state !== 'stored' || item.partRule !== currentPartRule) return undefined
  const base = planParts(item.sizeBytes)
  // One part is no multipart upload: the store keeps no parts of it.
  if (base.partCount === 1 || base.partSizeBytes !== plan.partSizeBytes) return undefined
  const asset = await ledger.get(userId, item)
  return asset?.state === 'stored' ? asset : undefined
}
