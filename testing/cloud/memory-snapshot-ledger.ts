import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { PendingSnapshot, ReserveOutcome, SnapshotLedger } from '../../lambdas/snapshots/snapshot-ledger.ts'
import { countInMemory } from './memory-accounts.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

export class MemorySnapshotLedger implements SnapshotLedger {
  readonly #database: MemoryDatabase
  readonly #limits: AccountLimits

  constructor(database: MemoryDatabase, limits: AccountLimits) {
    this.#database = database
    this.#limits = limits
  }

  async reserve(snapshot: PendingSnapshot): Promise<ReserveOutcome> {
    const { userId, id, sizeBytes } = snapshot
    if (this.#database.snapshots.has(rowKey(userId, id))) return { kind: 'held' }
    const over = countInMemory(this.#database, userId, { storedBytes: sizeBytes }, this.#limits)
    if (over !== undefined) return over
    this.#database.snapshots.set(rowKey(userId, id), snapshot)
    return { kind: 'reserved' }
  }
}
