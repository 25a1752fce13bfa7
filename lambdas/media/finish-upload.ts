import { composeChecksum } from '#contract/compose-checksum.ts'
import { planParts } from '#contract/part-rule.ts'
import { assertNever } from '../errors/assert-never.ts'
import type { AssetStore } from '../storage/asset-store.ts'
import { sameChecksum } from '../storage/same-checksum.ts'
import { compareParts, type PartDifferences } from './compare-parts.ts'
import { objectOf } from './object-of.ts'
import type { StoredAsset } from './stored-asset.ts'

type FinishStore = Pick<AssetStore, 'listParts' | 'completeUpload' | 'head'>

export type FinishOutcome =
  | { readonly kind: 'whole' }
  | { readonly kind: 'assembling' }
  | ({ readonly kind: 'incomplete' } & PartDifferences)
  /** The parts are all there, but do not compose to the asset's checksum. */
  | { readonly kind: 'parts-differ' }
  /** Something else was assembled. */
  | { readonly kind: 'wrong' }

/** Assembles an upload from what the store itself lists, and believes only what the store then reports. */
export async function finishUpload(store: FinishStore, asset: StoredAsset): Promise<FinishOutcome> {
  const plan = planParts(asset.sizeBytes)
  if (plan.partCount === 1) return lookAt(store, asset, plan.partCount)
  const listing = await store.listParts(asset.session)
  if (listing.kind === 'gone') return lookAt(store, asset, plan.partCount)
  const differences = compareParts(plan, asset.sizeBytes, listing.parts)
  if (differences.missingParts.length + differences.mismatchedParts.length > 0) {
    return { kind: 'incomplete', ...differences }
  }
  const checksums = listing.parts.map(({ checksum }) => checksum as string)
  if ((await composeChecksum(checksums)) !== asset.checksum) return { kind: 'parts-differ' }
  const completed = await store.completeUpload(asset.session, listing.parts, asset)
  switch (completed.kind) {
    case 'assembling':
      return completed
    case 'completed':
      // The reply's checksum is as good as a look; where it says nothing, or something else, the object itself tells.
      if (sameChecksum(asset.checksum, completed.checksum)) return { kind: 'whole' }
      return lookAt(store, asset, plan.partCount)
    case 'gone':
      return lookAt(store, asset, plan.partCount)
    case 'parts-changed':
      return { kind: 'parts-differ' }
    default:
      return assertNever(completed)
  }
}

async function lookAt(store: FinishStore, asset: StoredAsset, partCount: number): Promise<FinishOutcome> {
  const found = await objectOf(store, asset)
  if (found === 'right') return { kind: 'whole' }
  if (found === 'wrong') return { kind: 'wrong' }
  return {
    kind: 'incomplete',
    missingParts: Array.from({ length: partCount }, (_, index) => index + 1),
    mismatchedParts: [],
  }
}
