import type { ProjectSync } from '../cloud-sync.ts'
import type { SyncParts } from './sync-parts.ts'

/** What functions over a sync reach of it: so that an app holds those alone that it calls. */
export interface SyncInside {
  readonly parts: SyncParts
  /** Aborted once it is closed. */
  readonly closing: AbortSignal
  /** Whether the browser keeps what is stored; undefined until it has told. */
  readonly isPersistent: () => boolean | undefined
}

const insides = new WeakMap<ProjectSync, SyncInside>()

export function keepInside(sync: ProjectSync, inside: SyncInside): void {
  insides.set(sync, inside)
}

/** @throws TypeError it is no sync that this library made */
export function insideOf(sync: ProjectSync): SyncInside {
  const inside = insides.get(sync)
  if (!inside) throw new TypeError('This is no sync of createCloudSync or createProjectSync.')
  return inside
}
