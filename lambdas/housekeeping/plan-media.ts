import { identityKey } from '../media/asset-identity.ts'
import type { StoredAsset } from '../media/stored-asset.ts'
import type { HeldAsset, SweptMedia } from './account-rows.ts'
import { markOf } from './mark-of.ts'
import type { Due, Marking } from './mark-store.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface MediaSweep {
  readonly nowMs: number
  readonly unreferencedDays: number
  /** The account's bytes, by identity. */
  readonly held: ReadonlyMap<string, HeldAsset>
  /** Whether every version that may list an asset has been read; until then what is due waits. */
  readonly mayRemove: boolean
}

export interface MediaPlan {
  readonly markings: readonly Marking<SweptMedia>[]
  /** Their grace is over. */
  readonly due: readonly Due<SweptMedia>[]
  /** That wait for bytes which were given up so long ago: there is nothing to lose. */
  readonly hopeless: readonly { readonly row: SweptMedia; readonly asset: StoredAsset }[]
}

/**
 * What a run makes of the media of one project.
 *
 * @param isListed whether the project or its history refers to an asset
 */
export function planMedia(
  media: readonly SweptMedia[],
  isListed: (assetId: string) => boolean,
  sweep: MediaSweep,
): MediaPlan {
  const markings: Marking<SweptMedia>[] = []
  const due: Due<SweptMedia>[] = []
  const hopeless: { row: SweptMedia; asset: StoredAsset }[] = []
  for (const row of media) {
    const isReferredTo = isListed(row.assetId)
    if (row.state === 'uploading') {
      const awaited = sweep.held.get(identityKey(row))
      if (awaited !== undefined && !isReferredTo && isGivenUp(awaited, sweep))
        hopeless.push({ row, asset: awaited.asset })
      continue
    }
    const decision = markOf(row.mark, isReferredTo, sweep)
    if (decision.kind === 'remove' && sweep.mayRemove) due.push({ ...row, mark: decision.was })
    if (decision.kind === 'remove' && !sweep.mayRemove)
      markings.push({ row, mark: { ...decision.was, seenMs: sweep.nowMs } })
    if (decision.kind === 'mark') markings.push({ row, mark: decision.mark })
    if (decision.kind === 'unmark') markings.push({ row, mark: undefined })
  }
  return { markings, due, hopeless }
}

function isGivenUp({ asset, updatedAtMs }: HeldAsset, { nowMs, unreferencedDays }: MediaSweep): boolean {
  return asset.state === 'abandoned' && nowMs - updatedAtMs >= unreferencedDays * dayMs
}
