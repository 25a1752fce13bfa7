import type { Garbage } from '../garbage/garbage.ts'
import type { StoredAsset } from '../media/stored-asset.ts'

/** A stored asset's bytes as garbage: nobody can send there any more, so they are due at once. */
export function storedGarbage({ userId, sizeBytes, session }: StoredAsset, nowMs: number): Garbage {
  return { userId, storageKey: session.storageKey, sizeBytes, dueAtMs: nowMs }
}
