import type { Clock } from '../../../lambdas/clock/clock.ts'
import type { HousekeepingPorts } from '../../../lambdas/housekeeping/housekeeping-ports.ts'
import type { Meter } from '../../../lambdas/metrics/meter.ts'
import type { Retention } from '../../../lambdas/retention/retention.ts'
import { MemoryAssetLedger } from '../../../testing/cloud/memory-asset-ledger.ts'
import { MemoryProjectStore } from '../../../testing/cloud/memory-project-store.ts'
import { betweenCalls, type CallHooks } from '../../housekeeping/between-calls.ts'
import { MemoryAccountRows } from '../../server/memory-account-rows.ts'
import { MemoryAssetBin } from '../../server/memory-asset-bin.ts'
import { MemoryMarkStore } from '../../server/memory-mark-store.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import { MemoryTombstones } from '../../server/memory-tombstones.ts'
import { MemoryUsageBook } from '../../server/memory-usage-book.ts'
import { noLimits } from '../../server/no-limits.ts'

/** A night and what comes before it see the history end, the next one what nothing has listed since; deletions stay. */
export const simulatedRetention: Retention = {
  tombstoneDays: 30,
  historyDays: 1,
  unreferencedDays: 1,
  idleUploadDays: 1,
}

/** What housekeeping reaches of a server in memory, each call of it between `hooks`. */
export function housePorts(
  { database, objects }: MemoryServer,
  { clock, meter, hooks }: { readonly clock: Clock; readonly meter: Meter; readonly hooks: CallHooks },
): HousekeepingPorts {
  const wrapped = <Port extends object>(port: Port): Port => betweenCalls(port, hooks)
  return {
    rows: wrapped(new MemoryAccountRows(database)),
    marks: wrapped(new MemoryMarkStore(database)),
    tombstones: wrapped(new MemoryTombstones(database)),
    assets: wrapped(new MemoryAssetBin(database)),
    projects: wrapped(new MemoryProjectStore(database, noLimits)),
    usage: wrapped(new MemoryUsageBook(database)),
    ledger: wrapped(new MemoryAssetLedger(database, noLimits)),
    store: wrapped(objects),
    lists: wrapped(objects),
    bin: wrapped(objects),
    ...{ clock, meter, retention: simulatedRetention },
  }
}
