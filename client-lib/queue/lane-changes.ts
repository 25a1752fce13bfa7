import { conflictKey } from '../conflicts/conflict-row.ts'
import type { Content } from '../documents/content.ts'
import { dropContent, keepContent } from '../documents/content-rows.ts'
import type { Change } from '../storage/local-store.ts'
import { type LaneOutcome, type LaneView, referencedHashes } from './lane-view.ts'

/**
 * The rows that one step writes: lane, conflict and the contents that came to be, or ceased to be, referred to.
 * @param contents what the step may have brought, by hash
 */
export function laneChanges(
  before: LaneView,
  after: LaneOutcome,
  contents: ReadonlyMap<string, Content> = new Map(),
): readonly Change[] {
  const { projectId } = after.lane
  const changes: Change[] = [{ put: 'lanes', key: projectId, row: after.lane }]
  if (after.conflict) changes.push({ put: 'conflicts', key: conflictKey(after.conflict), row: after.conflict })
  else if (before.conflict) changes.push({ remove: 'conflicts', key: conflictKey(before.conflict) })
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
