import type { AssetStore } from '../storage/asset-store.ts'
import { sameChecksum } from '../storage/same-checksum.ts'
import type { StoredAsset } from './stored-asset.ts'

/** What the store itself says lies under this asset's key. */
export async function objectOf(
  store: Pick<AssetStore, 'head'>,
  asset: StoredAsset,
): Promise<'absent' | 'right' | 'wrong'> {
  const object = await store.head(asset.session.storageKey)
  if (object === undefined) return 'absent'
  return object.sizeBytes === asset.sizeBytes && sameChecksum(asset.checksum, object.checksum) ? 'right' : 'wrong'
}
