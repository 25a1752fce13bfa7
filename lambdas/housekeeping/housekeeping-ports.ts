import type { Clock } from '../clock/clock.ts'
import type { AssetLedger } from '../media/asset-ledger.ts'
import type { Meter } from '../metrics/meter.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import type { Retention } from '../retention/retention.ts'
import type { AssetStore } from '../storage/asset-store.ts'
import type { ObjectBin } from '../storage/object-bin.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import type { AccountRows } from './account-rows.ts'
import type { AssetBin } from './asset-bin.ts'
import type { MarkStore } from './mark-store.ts'
import type { Tombstones } from './tombstones.ts'
import type { UsageBook } from './usage-book.ts'

/** All that keeping one account in order reaches. */
export interface HousekeepingPorts {
  readonly rows: AccountRows
  readonly marks: MarkStore
  readonly tombstones: Tombstones
  readonly assets: AssetBin
  readonly projects: Pick<ProjectStore, 'erase'>
  readonly usage: UsageBook
  readonly ledger: Pick<AssetLedger, 'abandon' | 'cancel' | 'get' | 'settle'>
  readonly store: Pick<AssetStore, 'listParts' | 'completeUpload' | 'head'>
  /** Where lists of assets are that are too long for a row. */
  readonly lists: Pick<ObjectStore, 'read'>
  readonly bin: ObjectBin
  readonly clock: Clock
  readonly retention: Retention
  readonly meter: Meter
}

/** What one run of housekeeping can still do. */
export interface Deadline {
  /** Whether no more should be begun. */
  isOver(): boolean
}
