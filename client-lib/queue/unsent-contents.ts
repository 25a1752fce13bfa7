import type { Content } from '../documents/content.ts'
import { type LaneView, soleHashes } from './lane-view.ts'

type Contents = ReadonlyMap<string, Content>

/** What this tab has queued and no other place has, in memory too: packed, and until the cloud has acknowledged it. */
export interface UnsentContents {
  of(projectId: string): Contents
  /** A project is so now; `brought`: contents that came with the step. */
  keep(view: LaneView, brought?: Contents): void
}

export function createUnsentContents(): UnsentContents {
  const kept = new Map<string, Contents>()
  const none: Contents = new Map()
  return {
    of: (projectId) => kept.get(projectId) ?? none,
    keep(view, brought = none) {
      const { projectId } = view.lane
      const sole = soleHashes(view)
      const all = [...(kept.get(projectId) ?? none), ...brought]
      const still = all.filter(([hash]) => sole.has(hash))
      if (still.length > 0) kept.set(projectId, new Map(still))
      else kept.delete(projectId)
    },
  }
}
