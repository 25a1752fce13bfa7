import type { LaneEvent } from '../queue/lane-event.ts'
import { type Begun, inState, restore } from '../queue/lane-outcomes.ts'
import type { Cell, LaneRow, LaneState } from '../queue/lane-row.ts'
import type { LaneOutcome, LaneView } from '../queue/lane-view.ts'
import type { AnsweredConflictRow, OpenConflictRow } from './conflict-row.ts'

type Conflicted = Extract<LaneEvent, { kind: 'conflicted' }>
type Answered = Extract<LaneEvent, { kind: 'answered' }>
type SideLost = Extract<LaneEvent, { kind: 'side-lost' }>

/** The cloud has another version than the one this write was made on. Equal content on both sides is no conflict. */
export function meetConflict(view: LaneView, state: Begun, event: Conflicted, nowMs: number): LaneOutcome {
  const { inFlight, next } = state
  const { remote, conflictId } = event
  const local = next ?? inFlight
  const acknowledged = { version: remote.version, hash: remote.hash }
  if (remote.hash === local.hash) return agreed(view, { ...view.lane, acknowledged, state: { kind: 'idle' } })
  if (next && remote.hash === inFlight.hash)
    return agreed(view, { ...view.lane, acknowledged, state: { kind: 'queued', next } })
  const conflict: OpenConflictRow = {
    schemaVersion: 1,
    state: 'open',
    conflictId,
    projectId: view.lane.projectId,
    local: { hash: local.hash, savedAtMs: local.savedAtMs },
    remote,
    sinceMs: nowMs,
  }
  // A project that conflicts exists in the cloud.
  const { version, hash } = view.lane.acknowledged
  const lane: LaneRow = { ...view.lane, acknowledged: { version, hash }, state: { kind: 'conflict', conflictId } }
  return { conflict, lane, effects: [{ kind: 'reached' }] }
}

/** Edits made while the question is open are the local side. One that equals the winner answers it. */
export function joinConflict(view: LaneView, cell: Cell, nowMs: number): LaneOutcome {
  const { conflict } = view
  if (!conflict) return { ...view, effects: [] }
  if (cell.hash === conflict.remote.hash) return close(view, conflict, 'remote', { kind: 'idle' }, nowMs)
  if (cell.hash === conflict.local.hash) return { ...view, effects: [] }
  return { ...view, conflict: { ...conflict, local: cell }, effects: [] }
}

/** `local`: the local side goes out over the winner's version. `remote`: the winner was applied, and is agreed on. */
export function answerConflict(view: LaneView, event: Answered, nowMs: number): LaneOutcome {
  const { conflict } = view
  if (conflict?.conflictId !== event.conflictId) return { ...view, effects: [] }
  const queued: LaneState = { kind: 'queued', next: conflict.local }
  if (event.answer === 'local') return close(view, conflict, 'local', queued, nowMs)
  if (conflict.local.hash === event.localHash) return close(view, conflict, 'remote', { kind: 'idle' }, nowMs)
  // Saved since the winner was applied, so made on top of it; what lost is the side that was asked about.
  const asked = { ...conflict, local: { ...conflict.local, hash: event.localHash } }
  return close(view, asked, 'remote', queued, nowMs)
}

/**
 * A question that cannot be put is not left open. The cloud has its side, and gives it once more to the same write;
 * the local one is only here.
 */
export function loseSide(view: LaneView, { conflictId, side }: SideLost): LaneOutcome {
  const { conflict, lane } = view
  if (conflict?.conflictId !== conflictId) return { ...view, effects: [] }
  const asked = { conflict: undefined, lane }
  if (side === 'local') return restore(asked, conflict.local)
  return inState(asked, { kind: 'queued', next: conflict.local })
}

function close(
  view: LaneView,
  conflict: OpenConflictRow,
  answer: 'local' | 'remote',
  state: LaneState,
  nowMs: number,
): LaneOutcome {
  const answered: AnsweredConflictRow = { ...conflict, state: 'answered', answer, answeredAtMs: nowMs }
  const { hash, version } = conflict.remote
  const keptHashes = [...new Set([...view.lane.keptHashes, conflict.local.hash, hash])]
  // Deleted while the question was open, it stays gone.
  const acknowledged = { ...view.lane.acknowledged, version, hash }
  const lane: LaneRow = { ...view.lane, acknowledged, keptHashes, state }
  return { lane, conflict: undefined, answered, effects: [] }
}

function agreed(view: LaneView, lane: LaneRow): LaneOutcome {
  return { ...view, lane, effects: [{ kind: 'reached' }] }
}
