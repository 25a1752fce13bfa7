import type { CountedAccount } from '../../lambdas/accounts/dynamo-account-attributes.ts'
import type { Garbage } from '../../lambdas/garbage/garbage.ts'
import type { Mark } from '../../lambdas/housekeeping/mark.ts'
import type { MediaItem } from '../../lambdas/media/media-item.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type { PendingSnapshot } from '../../lambdas/snapshots/snapshot-ledger.ts'
import type { ProjectPlace, VersionRow } from '../../lambdas/versions/version-row.ts'

/** A row of the history, and whose it is. */
export interface MemoryVersion {
  readonly place: ProjectPlace
  readonly row: VersionRow
  /** Of those alone that were kept. */
  readonly bodyHash?: Uint8Array
}

/** The rows of the tables, by their whole keys; the memory adapters share one. */
export interface MemoryDatabase {
  readonly projects: Map<string, ProjectRow>
  readonly versions: Map<string, MemoryVersion>
  readonly media: Map<string, MediaItem>
  readonly assets: Map<string, StoredAsset>
  readonly snapshots: Map<string, PendingSnapshot>
  readonly accounts: Map<string, CountedAccount>
  /** By user and storage key. */
  readonly garbage: Map<string, Garbage>
  // What rows hold beside what the functions read of them, by the keys of their rows.
  /** Of projects that are being purged: since when, in ms. */
  readonly purging: Map<string, number>
  /** Of projects: raised by each version that is kept. */
  readonly keptRevs: Map<string, number>
  /** Of assets: when they were last tied to something, and when their row was last written otherwise, in ms. */
  readonly pinnedAt: Map<string, number>
  readonly touchedAt: Map<string, number>
  /** Of assets: raised by each row of media that comes to name them. */
  readonly pins: Map<string, number>
  /** Of accounts: when all that was there then was wished gone, in ms, by the ids of the wishes; the last one last. */
  readonly erasures: Map<string, ReadonlyMap<string, number>>
  /** Of media and snapshots. */
  readonly marks: Map<string, Mark>
}

export function createMemoryDatabase(): MemoryDatabase {
  return {
    ...{ projects: new Map(), versions: new Map(), media: new Map(), assets: new Map(), snapshots: new Map() },
    ...{ accounts: new Map(), garbage: new Map() },
    ...{
      purging: new Map(),
      keptRevs: new Map(),
      pins: new Map(),
      pinnedAt: new Map(),
      touchedAt: new Map(),
      marks: new Map(),
      erasures: new Map(),
    },
  }
}

/** No id holds a `#`. */
export function rowKey(...parts: readonly string[]): string {
  return parts.join('#')
}

export function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** A row with all that it holds. */
export function forgetAsset({ assets, pins, pinnedAt, touchedAt }: MemoryDatabase, key: string): void {
  for (const rows of [assets, pins, pinnedAt, touchedAt]) rows.delete(key)
}
