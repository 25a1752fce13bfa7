import { withoutWish } from '../queue/deletion-steps.ts'
import type { LaneEvent } from '../queue/lane-event.ts'
import { type Begun, cellOf, inState, restore, unchanged, withLane } from '../queue/lane-outcomes.ts'
import type { Cell, LaneRow } from '../queue/lane-row.ts'
import type { LaneOutcome, LaneView } from '../queue/lane-view.ts'
import { withoutOverlaid } from '../queue/overlay.ts'
import { closeConflict, losingSide } from './close-conflict.ts'
import type { OpenConflictRow, RemoteSide } from './conflict-row.ts'

type Of<K extends LaneEvent['kind']> = Extract<LaneEvent, { kind: K }>

/** The cloud has another version than the one this write was made on. Equal content on both sides is no conflict. */
export function meetConflict(view: LaneView, state: Begun, event: Of<'conflicted'>, nowMs: number): LaneOutcome {
  const { inFlight, next } = state
  const { remote, conflictId } = event
  const local = next ?? inFlight
  const remoteHash = hashOf(remote)
  const acknowledged = { version: remote.version, hash: remoteHash ?? '' }
  if (remoteHash === local.hash) return agreed(view, { ...view.lane, acknowledged, state: { kind: 'idle' } })
  if (next && remoteHash === inFlight.hash)
    return agreed(view, { ...withoutOverlaid(view.lane, remoteHash), acknowledged, state: { kind: 'queued', next } })
  const named = inFlight.deviceName === undefined ? {} : { deviceName: inFlight.deviceName }
  const conflict: OpenConflictRow = {
    schemaVersion: 1,
    state: 'open',
    conflictId,
    projectId: view.lane.projectId,
    local: { hash: local.hash, savedAtMs: local.savedAtMs, ...named },
    remote,
    sinceMs: nowMs,
  }
  const lane: LaneRow = {
    ...withoutWish(view.lane),
    acknowledged: commonBase(view, remote, inFlight.isUnaware),
    state: { kind: 'conflict', conflictId },
  }
  return { conflict, lane, effects: remote.kind === 'edited' ? [{ kind: 'reached' }] : [] }
}

/** What both sides come from: kept as it is, for a merge of the two needs it. */
function commonBase({ lane }: LaneView, remote: RemoteSide, isUnaware?: true): LaneRow['acknowledged'] {
  const { version, hash, gone } = lane.acknowledged
  if (remote.kind === 'deleted') return { version, hash, gone: true }
  // A project that conflicts exists in the cloud; after a deletion it may be another one, made anew under the same id.
  return { version, hash: gone || isUnaware ? '' : hash }
}

/** Edits made while the question is open are the local side. One that equals the winner, or the merge, answers it. */
export function joinConflict(view: LaneView, cell: Cell, nowMs: number): LaneOutcome {
  const { conflict } = view
  if (!conflict) return unchanged(view)
  const { intent, local } = conflict
  if (cell.hash === hashOf(conflict.remote)) return closeConflict(view, conflict, { answer: 'remote' }, nowMs)
  if (intent?.kind === 'merged' && cell.hash === intent.hash) {
    return closeConflict(view, conflict, { answer: 'merged', next: cell }, nowMs)
  }
  if (cell.hash === local.hash) return unchanged(view)
  const { intent: _, ...open } = conflict
  const joined = { local: { ...local, ...cell } }
  // A copy may be there already, and is gone on with.
  if (!isBegun(intent)) return withLane({ ...view, conflict: { ...conflict, ...joined } }, view.lane)
  return withLane({ ...view, conflict: { ...open, ...joined } }, keepAsked(view.lane, conflict))
}

/**
 * The app's store may hold the answer by now, and what comes be made on top of that: the side that was asked about would
 * be in none of them any more. It is told to the history under its own hash, as no answer will name it.
 */
function keepAsked(lane: LaneRow, conflict: OpenConflictRow): LaneRow {
  if (!isBegun(conflict.intent)) return lane
  const side = losingSide(lane, conflict, conflict.local.hash)
  const others = (lane.losing ?? []).filter(({ mutationId }) => mutationId !== side.mutationId)
  return { ...lane, losing: [...others, side] }
}

/** A newer version of the cloud's takes its side of the open question. */
export function moveRemote(view: LaneView, { remote }: Of<'remote-moved'>, nowMs: number): LaneOutcome {
  const { conflict, lane } = view
  if (!conflict || remote.version <= conflict.remote.version) return unchanged(view)
  const { intent, ...open } = conflict
  const moved: OpenConflictRow = { ...(intent?.kind === 'both' ? conflict : open), remote }
  const { gone: _, ...base } = lane.acknowledged
  const acknowledged = remote.kind === 'deleted' ? { ...base, gone: true as const } : base
  const asked = { lane: { ...keepAsked(lane, conflict), acknowledged }, conflict: moved }
  if (hashOf(remote) === conflict.local.hash) return closeConflict(asked, moved, { answer: 'remote' }, nowMs)
  return withLane(asked, asked.lane)
}

/** What an answer of several steps is going to do is kept before the first of them. */
export function intend(view: LaneView, { conflictId, intent }: Of<'intended'>): LaneOutcome {
  const { conflict } = view
  if (conflict?.conflictId !== conflictId) return unchanged(view)
  return withLane({ ...view, conflict: { ...conflict, intent } }, view.lane)
}

/**
 * The app's store holds what was answered, by now: the question is closed. What is agreed on is the version that the
 * answer was given on: one that another tab has heard of meanwhile is met by the next write, or applied by a poll.
 */
export function answerConflict(view: LaneView, event: Of<'answered'>, nowMs: number): LaneOutcome {
  const { conflict, lane } = view
  if (conflict?.conflictId !== event.conflictId) return unchanged(view)
  const { answer, localHash, mergedHash, remote } = event
  const { local } = conflict
  if (answer === 'local') {
    const kept = { ...view, lane: keepAsked(lane, conflict) }
    return closeConflict(kept, { ...conflict, remote }, { answer, next: local }, nowMs)
  }
  const asked = { ...conflict, remote, local: { ...local, hash: localHash } }
  // Saved since the answer was applied, so made on top of it; what lost is the side that was asked about.
  if (local.hash !== localHash) return closeConflict(view, asked, { answer, next: local }, nowMs)
  if (mergedHash !== undefined) {
    return closeConflict(view, asked, { answer, next: { hash: mergedHash, savedAtMs: nowMs } }, nowMs)
  }
  return closeConflict(view, asked, event.removed ? { answer, removed: true } : { answer }, nowMs)
}

/**
 * A question that cannot be put is not left open. The cloud has its side, and gives it once more to the same write;
 * the local one is only here. A side that has moved on since it was read is not the one that is lost.
 */
export function loseSide(view: LaneView, { conflictId, hash }: Of<'side-lost'>): LaneOutcome {
  const { conflict, lane } = view
  if (conflict?.conflictId !== conflictId) return unchanged(view)
  const { local, remote } = conflict
  const asked = { conflict: undefined, lane }
  // The version that is agreed on may be the very one that was asked about: on that, nobody would ask again.
  const isUnaware = remote.version <= lane.acknowledged.version
  const cell = cellOf({ ...local, ...(isUnaware ? { isUnaware } : {}) })
  if (hash === local.hash) return restore(asked, cell)
  return hash === hashOf(remote) ? inState(asked, { kind: 'queued', next: cell }) : unchanged(view)
}

/** By steps that leave the local side nowhere but here: of `both`, it is a project of its own. */
function isBegun(intent: OpenConflictRow['intent']): boolean {
  return intent !== undefined && intent.kind !== 'both'
}

function hashOf(remote: RemoteSide): string | undefined {
  return remote.kind === 'edited' ? remote.hash : undefined
}

function agreed(view: LaneView, lane: LaneRow): LaneOutcome {
  return withLane(view, lane, [{ kind: 'reached' }])
}
