import type { Garbage } from '../../lambdas/garbage/garbage.ts'
import type { HeldAsset } from '../../lambdas/housekeeping/account-rows.ts'
import type { AssetBin } from '../../lambdas/housekeeping/asset-bin.ts'
import { storedGarbage } from '../../lambdas/housekeeping/stored-garbage.ts'
import { identityKey } from '../../lambdas/media/asset-identity.ts'
import { countInMemory } from '../../testing/cloud/memory-accounts.ts'
import { forgetAsset, type MemoryDatabase, rowKey } from '../../testing/cloud/memory-database.ts'

export class MemoryAssetBin implements AssetBin {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async discard({ asset, pins }: HeldAsset, nowMs: number): Promise<boolean> {
    const key = rowKey(asset.userId, identityKey(asset))
    const current = this.#database.assets.get(key)
    if (current?.state !== 'stored' || current.session.uploadId !== asset.session.uploadId) return false
    if (this.#database.pins.get(key) !== pins) return false
    forgetAsset(this.#database, key)
    const garbage = storedGarbage(asset, nowMs)
    this.#database.garbage.set(rowKey(garbage.userId, garbage.storageKey), garbage)
    return true
  }

  async dropAbandoned({ asset }: HeldAsset): Promise<boolean> {
    const key = rowKey(asset.userId, identityKey(asset))
    const current = this.#database.assets.get(key)
    if (current?.state !== 'abandoned' || current.session.uploadId !== asset.session.uploadId) return false
    if (current.waiting.length > 0) return false
    forgetAsset(this.#database, key)
    return true
  }

  async collected(garbage: readonly Garbage[]): Promise<boolean> {
    const keys = garbage.map(({ userId, storageKey }) => rowKey(userId, storageKey))
    if (!keys.every((key) => this.#database.garbage.has(key))) return false
    for (const key of keys) this.#database.garbage.delete(key)
    for (const { userId, sizeBytes } of garbage) countInMemory(this.#database, userId, { storedBytes: -sizeBytes })
    return true
  }
}
