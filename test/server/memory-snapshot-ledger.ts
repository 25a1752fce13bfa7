import type { PendingSnapshot, SnapshotLedger } from '../../lambdas/snapshots/snapshot-ledger.ts'
import { type MemoryDatabase, rowKey } from './memory-database.ts'

export class MemorySnapshotLedger implements SnapshotLedger {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async reserve(snapshot: PendingSnapshot): Promise<void> {
    this.#database.snapshots.set(rowKey(snapshot.userId, snapshot.id), snapshot)
  }
}
