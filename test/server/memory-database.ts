import type { MediaItem } from '../../lambdas/media/media-item.ts'
import type { StoredAsset } from '../../lambdas/media/stored-asset.ts'
import type { ProjectRow } from '../../lambdas/projects/project-row.ts'
import type { PendingSnapshot } from '../../lambdas/snapshots/snapshot-ledger.ts'

/** The rows of the three tables, by their whole keys; the memory adapters share one. */
export interface MemoryDatabase {
  readonly projects: Map<string, ProjectRow>
  readonly media: Map<string, MediaItem>
  readonly assets: Map<string, StoredAsset>
  readonly snapshots: Map<string, PendingSnapshot>
}

export function createMemoryDatabase(): MemoryDatabase {
  return { projects: new Map(), media: new Map(), assets: new Map(), snapshots: new Map() }
}

/** No id holds a `#`. */
export function rowKey(...parts: readonly string[]): string {
  return parts.join('#')
}
