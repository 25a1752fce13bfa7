import type { Waiter } from './stored-asset.ts'

export function isSameWaiter(a: Waiter, b: Waiter): boolean {
  return a.projectId === b.projectId && a.assetId === b.assetId
}
