import type { ExpectedAsset } from '../../lambdas/media/asset-ledger.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'

/** A row that was read, as what a session may be written over. */
export function unsettled(asset: StoredAsset | undefined): ExpectedAsset {
  if (asset?.state === 'stored') throw new Error('The asset is stored: no session can be written over it.')
  return asset
}
