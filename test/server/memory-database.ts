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

/** The rows of the four tables, by their whole keys; the memory adapters share one. */
export interface MemoryDatabase {
  readonly projects: Map<string, ProjectRow>
  readonly versions: Map<string, MemoryVersion>
  readonly media: Map<string, MediaItem>
  readonly assets: Map<string, StoredAsset>
  readonly snapshots: Map<string, PendingSnapshot>
}

export function createMemoryDatabase(): MemoryDatabase {
  return { projects: new Map(), versions: new Map(), media: new Map(), assets: new Map(), snapshots: new Map() }
}

/** No id holds a `#`. */
export function rowKey(...parts: readonly string[]): string {
  return parts.join('#')
}
