import { isSameWaiter } from './same-waiter.ts'
import type { StoredAsset, Waiter } from './stored-asset.ts'

/**
 * What becomes of bytes' row when one that waits for them goes:
 * `unmoved`, where it does not wait there; `waited-for`, by others still, or stored; with the last who waited the row
 * goes, and what it names `ends` as garbage, or was `given-up` before.
 */
export type WithoutWaiter = 'unmoved' | 'waited-for' | 'ends' | 'given-up'

export function withoutWaiter(asset: StoredAsset | undefined, waiter: Waiter): WithoutWaiter {
  if (!asset?.waiting.some((one) => isSameWaiter(one, waiter))) return 'unmoved'
  if (asset.state === 'stored' || asset.waiting.length > 1) return 'waited-for'
  return asset.state === 'uploading' ? 'ends' : 'given-up'
}
