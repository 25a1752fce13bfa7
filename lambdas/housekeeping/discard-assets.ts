import type { Garbage } from '../garbage/garbage.ts'
import { identityKey } from '../media/asset-identity.ts'
import type { HeldAsset } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import { sideBySide } from './side-by-side.ts'
import { storedGarbage } from './stored-garbage.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Stored bytes that no media name. Those that were pinned within a day are left, whatever the rows say: a floor. */
export function untied(held: readonly HeldAsset[], tied: ReadonlySet<string>, nowMs: number): readonly HeldAsset[] {
  return held.filter(({ asset, pinnedAtMs }) => {
    return asset.state === 'stored' && !tied.has(identityKey(asset)) && nowMs - pinnedAtMs > dayMs
  })
}

/**
 * @param held as they were read before anything else: what was tied to them since has raised their pins
 * @returns what became garbage
 */
export async function discardAssets(
  { assets, clock, meter }: Pick<HousekeepingPorts, 'assets' | 'clock' | 'meter'>,
  held: readonly HeldAsset[],
  tied: ReadonlySet<string>,
): Promise<readonly Garbage[]> {
  const nowMs = clock.nowMs()
  const garbage = await sideBySide(untied(held, tied, nowMs), async (one) => {
    if (!(await assets.discard(one, nowMs))) return []
    meter.add('AssetsCollected', 1)
    return [storedGarbage(one.asset, nowMs)]
  })
  return garbage.flat()
}
