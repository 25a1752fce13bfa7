import { conflictKey } from '../conflicts/conflict-row.ts'
import type { Change } from '../storage/local-store.ts'
import { type DocumentRow, documentKey } from './document-row.ts'
import { type LaneOutcome, type LaneView, referencedHashes } from './lane-view.ts'

/**
 * The rows that one step writes: lane, conflict and the contents that came to be, or ceased to be, referred to.
 * @param documents contents the step may have brought, by hash
 */
export function laneChanges(
  before: LaneView,
  after: LaneOutcome,
  documents: ReadonlyMap<string, DocumentRow> = new Map(),
): readonly Change[] {
  const { projectId } = after.lane
  const changes: Change[] = [{ put: 'lanes', key: projectId, row: after.lane }]
  if (after.conflict) changes.push({ put: 'conflicts', key: conflictKey(after.conflict), row: after.conflict })
  else if (before.conflict) changes.push({ remove: 'conflicts', key: conflictKey(before.conflict) })
  if (after.answered) changes.push({ put: 'conflicts', key: conflictKey(after.answered), row: after.answered })
  const held = referencedHashes(before)
  const needed = referencedHashes(after)
  for (const [hash, row] of documents) {
    if (needed.has(hash)) changes.push({ put: 'documents', key: documentKey(projectId, hash), row })
  }
  for (const hash of held) {
    if (!needed.has(hash)) changes.push({ remove: 'documents', key: documentKey(projectId, hash) })
  }
  return changes
}
