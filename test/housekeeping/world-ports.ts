import type { Clock } from '../../lambdas/clock/clock.ts'
import type { AccountRegistry } from '../../lambdas/housekeeping/account-registry.ts'
import type { HousekeepingPorts } from '../../lambdas/housekeeping/housekeeping-ports.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import type { History } from '../../lambdas/versions/history.ts'
import type { FunctionPorts } from '../server/create-functions.ts'
import { MemoryAccountRegistry } from '../server/memory-account-registry.ts'
import { MemoryAccountRows } from '../server/memory-account-rows.ts'
import { MemoryAccountTable } from '../server/memory-account-table.ts'
import { MemoryAssetBin } from '../server/memory-asset-bin.ts'
import { MemoryAssetLedger } from '../server/memory-asset-ledger.ts'
import { MemoryAssetStore } from '../server/memory-asset-store.ts'
import { createMemoryDatabase } from '../server/memory-database.ts'
import { MemoryHistory } from '../server/memory-history.ts'
import { MemoryMarkStore } from '../server/memory-mark-store.ts'
import { MemoryMediaTable } from '../server/memory-media-table.ts'
import { MemoryProjectStore } from '../server/memory-project-store.ts'
import { MemorySnapshotLedger } from '../server/memory-snapshot-ledger.ts'
import { MemoryTombstones } from '../server/memory-tombstones.ts'
import { MemoryUrlSigner } from '../server/memory-url-signer.ts'
import { MemoryUsageBook } from '../server/memory-usage-book.ts'
import { MemoryVersionStore } from '../server/memory-version-store.ts'
import { noLimits } from '../server/no-limits.ts'

/** The rows of a world, by the ports of all functions. */
export type RowPorts = Pick<FunctionPorts, 'projects' | 'media' | 'ledger' | 'snapshots' | 'versions' | 'accounts'> &
  Pick<HousekeepingPorts, 'rows' | 'marks' | 'tombstones' | 'assets' | 'usage'> & {
    readonly history: History
    readonly registry: AccountRegistry
  }

/** A world's rows, bytes and clock, as users and housekeeping reach them. */
export interface WorldPorts extends RowPorts {
  readonly bytes: MemoryAssetStore
  readonly signer: MemoryUrlSigner
  readonly clock: Clock
  readonly retention: Retention
}

export function memoryRows(): RowPorts {
  const database = createMemoryDatabase()
  return {
    projects: new MemoryProjectStore(database, noLimits),
    media: new MemoryMediaTable(database),
    ledger: new MemoryAssetLedger(database, noLimits),
    snapshots: new MemorySnapshotLedger(database, noLimits),
    versions: new MemoryVersionStore(database),
    accounts: new MemoryAccountTable(database),
    history: new MemoryHistory(database),
    registry: new MemoryAccountRegistry(database),
    rows: new MemoryAccountRows(database),
    marks: new MemoryMarkStore(database),
    tombstones: new MemoryTombstones(database),
    assets: new MemoryAssetBin(database),
    usage: new MemoryUsageBook(database),
  }
}

export function worldPorts(rows: RowPorts, clock: Clock, retention: Retention): WorldPorts {
  const bytes = new MemoryAssetStore(clock)
  return { ...rows, bytes, signer: new MemoryUrlSigner('https://store.memory.test', clock), clock, retention }
}
