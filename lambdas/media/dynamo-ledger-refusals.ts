import type { AccountLimits } from '../accounts/account-limits.ts'
import { readOverQuota } from '../accounts/dynamo-account-attributes.ts'
import type { UsageChange } from '../accounts/usage.ts'
import type { Refusal } from '../storage/dynamo-transact.ts'
import type { AssetClaim, AttachOutcome, OpenOutcome } from './asset-ledger.ts'
import { readAsset } from './dynamo-asset-attributes.ts'
import { readMedia } from './dynamo-media-attributes.ts'

/** Why bytes were not attached, from the refusals of asset, media and project. */
export function judgeAttach(claim: AssetClaim, [asset, media, project]: readonly Refusal[]): AttachOutcome {
  if (project?.failed) return { kind: 'project-missing' }
  const item = media?.item === undefined ? undefined : readMedia(media.item)
  if (item !== undefined && (item.checksum !== claim.checksum || item.partRule !== claim.partRule)) {
    return { kind: 'asset-mismatch' }
  }
  if (!asset?.failed) return { kind: 'stored' }
  const there = asset.item === undefined ? undefined : readAsset(asset.item)
  // One checksum with two sizes: one of the two claims is not what its bytes are.
  if (there !== undefined && there.sizeBytes !== claim.sizeBytes) return { kind: 'asset-mismatch' }
  return { kind: 'not-stored', asset: there }
}

/**
 * Why a session was not opened, from the refusals of asset, media, project and account.
 *
 * @param change what it would have counted; undefined where it joins a session that is counted
 */
export function judgeOpen(
  change: UsageChange | undefined,
  limits: AccountLimits,
  [asset, media, project, account]: readonly Refusal[],
): OpenOutcome {
  if (project?.failed) return { kind: 'project-missing' }
  // What cannot be read is of a newer release: no answer that the caller would believe.
  if (asset?.item !== undefined) readAsset(asset.item)
  if (media?.item !== undefined) readMedia(media.item)
  if (media?.failed) return { kind: 'asset-mismatch' }
  if (asset?.failed || change === undefined || !account?.failed) return { kind: 'overtaken' }
  return readOverQuota(account.item, change, limits)
}
