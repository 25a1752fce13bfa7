import { type ConflictRow, conflictKey } from '../conflicts/conflict-row.ts'
import type { Content } from '../documents/content.ts'
import { dropContent, keepContent } from '../documents/content-rows.ts'
import { isSame } from '../runtime/reuse-equal.ts'
import type { Change } from '../storage/local-store.ts'
import { type LaneRow, newLane } from './lane-row.ts'
import { type LaneOutcome, type LaneView, referencedHashes } from './lane-view.ts'

/**
 * The rows that one step writes: lane, conflict and the contents that came to be, or ceased to be, referred to. None
 * that is stored so already, nor that of a lane which knows of nothing.
 * @param contents what the step may have brought, by hash
 * @param stored the rows, where those are not what the step was made from
 */
export function laneChanges(
  before: LaneView,
  after: LaneOutcome,
  contents: ReadonlyMap<string, Content> = new Map(),
  stored: { readonly lane?: LaneRow | undefined; readonly conflict?: ConflictRow | undefined } = before,
): readonly Change[] {
  const { lane, conflict } = after
  const { projectId } = lane
  const changes: Change[] = []
  if (!isSame(stored.lane ?? newLane(projectId), lane)) changes.push({ put: 'lanes', key: projectId, row: lane })
  if (conflict && !isSame(stored.conflict, conflict))
    changes.push({ put: 'conflicts', key: conflictKey(conflict), row: conflict })
  if (before.conflict && !conflict) changes.push({ remove: 'conflicts', key: conflictKey(before.conflict) })
  if (after.answered) changes.push({ put: 'conflicts', key: conflictKey(after.answered), row: after.answered })
  const held = referencedHashes(before)
  const needed = referencedHashes(after)
  for (const [hash, content] of contents) {
    if (needed.has(hash)) changes.push(...keepContent(projectId, hash, content))
  }
  for (const hash of held) {
    if (!needed.has(hash)) changes.push(...dropContent(projectId, hash))
  }
  return changes
}
