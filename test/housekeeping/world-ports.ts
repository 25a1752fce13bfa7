import type { Clock } from '../../lambdas/clock/clock.ts'
import type { AccountRegistry } from '../../lambdas/housekeeping/account-registry.ts'
import type { HousekeepingPorts } from '../../lambdas/housekeeping/housekeeping-ports.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import type { History } from '../../lambdas/versions/history.ts'
import { MemoryAccountTable } from '../../testing/cloud/memory-account-table.ts'
import { MemoryAssetLedger } from '../../testing/cloud/memory-asset-ledger.ts'
import { MemoryAssetStore } from '../../testing/cloud/memory-asset-store.ts'
import { createMemoryDatabase, type MemoryDatabase } from '../../testing/cloud/memory-database.ts'
import { MemoryHistory } from '../../testing/cloud/memory-history.ts'
import { MemoryMediaTable } from '../../testing/cloud/memory-media-table.ts'
import { MemoryProjectStore } from '../../testing/cloud/memory-project-store.ts'
import { MemorySnapshotLedger } from '../../testing/cloud/memory-snapshot-ledger.ts'
import { MemoryUrlSigner } from '../../testing/cloud/memory-url-signer.ts'
import { MemoryVersionStore } from '../../testing/cloud/memory-version-store.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { MemoryAccountRegistry } from '../server/memory-account-registry.ts'
import { MemoryAccountRows } from '../server/memory-account-rows.ts'
import { MemoryAssetBin } from '../server/memory-asset-bin.ts'
import { MemoryMarkStore } from '../server/memory-mark-store.ts'
import { MemoryTombstones } from '../server/memory-tombstones.ts'
import { MemoryUsageBook } from '../server/memory-usage-book.ts'
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

export function memoryRows(database: MemoryDatabase = createMemoryDatabase()): RowPorts {
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
