import { goneFromHere, withList } from '../queue/lane-outcomes.ts'
import type { Cell, LaneRow, LosingSide } from '../queue/lane-row.ts'
import type { LaneOutcome, LaneView } from '../queue/lane-view.ts'
import type { AnsweredConflictRow, OpenConflictRow } from './conflict-row.ts'

interface Closing {
  readonly answer: AnsweredConflictRow['answer']
  /** What goes out over the cloud's version. */
  readonly next?: Cell
  /** The app's store has let go of what was deleted there. */
  readonly removed?: true
}

/**
 * The question is answered. The cloud's side is in its history, as all that was in force is; the local one is in none
 * until it is told, so it stays here, with the words to tell it by.
 */
export function closeConflict(
  view: LaneView,
  conflict: OpenConflictRow,
  { answer, next, removed }: Closing,
  nowMs: number,
): LaneOutcome {
  const { intent: _, ...asked } = conflict
  const answered: AnsweredConflictRow = { ...asked, state: 'answered', answer, answeredAtMs: nowMs }
  const { losing = [] } = view.lane
  const lane: LaneRow = {
    ...withList(view.lane, 'losing', [...losing, ...losingSides(view, conflict, answer)]),
    acknowledged: acknowledgedAfter(view, conflict, { answer, ...(removed ? { removed } : {}) }),
    state: next ? { kind: 'queued', next: { hash: next.hash, savedAtMs: next.savedAtMs } } : { kind: 'idle' },
  }
  return { lane, conflict: undefined, answered, effects: [] }
}

function losingSides({ lane }: LaneView, conflict: OpenConflictRow, answer: Closing['answer']): readonly LosingSide[] {
  const { conflictId, local, remote } = conflict
  // With `both` the local side is a project of its own. One that equals the winner lost nothing.
  if (answer === 'local' || answer === 'both') return []
  if (remote.kind === 'edited' && remote.hash === local.hash) return []
  return [losingSide(lane, conflict, conflictId)]
}

/** The local side, as the history is told it. */
export function losingSide(
  lane: LaneRow,
  { local, remote }: Pick<OpenConflictRow, 'local' | 'remote'>,
  mutationId: string,
): LosingSide {
  const { hash, deviceName } = local
  const named = deviceName === undefined ? {} : { deviceName }
  // Where another project took the id, it may not have come to the version that ours was made on.
  const version = Math.min(lane.acknowledged.version, remote.version)
  return { hash, mutationId, version, ...named }
}

function acknowledgedAfter(
  { lane }: LaneView,
  { remote, local }: OpenConflictRow,
  { answer, removed }: Pick<Closing, 'answer' | 'removed'>,
): LaneRow['acknowledged'] {
  const { version } = remote
  if (remote.kind === 'edited') {
    // Deleted while the question was open, without a tombstone to tell: it stays gone.
    const { gone } = lane.acknowledged
    // By `local` the user wants to have none of it.
    const pulled = answer === 'local' ? {} : ({ isPulled: true } as const)
    return { version, hash: remote.hash, ...pulled, ...(gone === undefined ? {} : { gone }) }
  }
  // A write on the tombstone's version un-deletes.
  if (answer === 'local') return { version, hash: '' }
  if (answer === 'merged') return { version, hash: '', isPulled: true }
  if (removed) return goneFromHere(version, remote.deletedAtMs)
  // The copy stays on this device alone, and is not an edit to send.
  return { version, hash: local.hash, gone: true, deletedAtMs: remote.deletedAtMs }
}
