import * as limits from '#contract/limits.ts'
import { answerConflict, intend, joinConflict, loseSide, moveRemote } from '../conflicts/conflict-steps.ts'
import { assertNever } from '../runtime/assert-never.ts'
import { beginDeletion, isOursToBringBack, wishDeletion, withoutWish } from './deletion-steps.ts'
import { followUp } from './follow-up-steps.ts'
import type { LaneEvent } from './lane-event.ts'
import { acknowledgeLosses, evict, foundAgain, lose, withLosses } from './lane-losses.ts'
import { agreedOnNothing, type Begun, inState, insteadOfWrite, resend, restore, unchanged } from './lane-outcomes.ts'
import type { Cell } from './lane-row.ts'
import { isBlank, type LaneOutcome, type LaneView, newestHash } from './lane-view.ts'
import { dropOverlaid, isUnaware, keepOverlaid, overlay } from './overlay.ts'
import { giveUpId, loseProject, pull } from './remote-steps.ts'
import { isRefusalOfContent, settleWrite } from './settle-write.ts'

/** All that can happen to a project on its way to the cloud. An event that does not fit the state changes nothing. */
export function laneTransition(stored: LaneView, event: LaneEvent, nowMs: number): LaneOutcome {
  const view = withoutLostRow(stored)
  switch (event.kind) {
    case 'saved':
      return save(view, event, nowMs)
    case 'deleting':
      return wishDeletion(view, event, nowMs)
    case 'begun':
      return begin(view, event, nowMs)
    case 'acknowledged':
    case 'entombed':
    case 'overtaken':
    case 'document-sent':
    case 'failed':
    case 'signed-out':
    case 'refused':
    case 'conflicted':
    case 'repacked':
    case 'content-lost': {
      const { state } = view.lane
      const expected = 'inFlight' in state && state.inFlight.mutationId === event.mutationId
      return expected ? settleWrite(view, state, event, nowMs) : unchanged(view)
    }
    case 'not-restored': {
      const { state } = view.lane
      return state.kind === 'restoring' ? lose(view, state) : unchanged(view)
    }
    case 'row-lost':
      return isBlank(view) ? inState(view, { kind: 'lost', hash: '', savedAtMs: 0 }) : unchanged(view)
    case 'evicted':
      return evict(view, event.hashes)
    case 'losses-acknowledged':
      return acknowledgeLosses(view, event.savedAtMs)
    case 'overlaid':
      return overlay(view, event.hash, nowMs)
    case 'overlaid-dropped':
      return dropOverlaid(view, event.hash)
    case 'held': {
      const { state } = view.lane
      const held = { sinceMs: nowMs, untilMs: event.untilMs }
      return state.kind === 'waiting' ? inState(view, { ...state, ...held }) : unchanged(view)
    }
    case 'woken':
      return wake(view, event.by)
    case 'pulled':
      return pull(view, event)
    case 'gone':
      return loseProject(view, event, nowMs)
    case 'id-taken':
      return giveUpId(view, nowMs)
    case 'remote-moved':
      return moveRemote(view, event, nowMs)
    case 'intended':
      return intend(view, event)
    case 'side-lost':
      return loseSide(view, event)
    case 'answered':
      return answerConflict(view, event, nowMs)
    case 'side-sent':
    case 'side-kept':
    case 'copied':
    case 'attached':
      return followUp(view, event)
    default:
      return assertNever(event)
  }
}

/** Whether the event would change the lane, or ask for something. */
export function isMoved(view: LaneView, event: LaneEvent, nowMs: number): boolean {
  const { lane, effects } = laneTransition(view, event, nowMs)
  return lane !== view.lane || effects.length > 0
}

function save(stored: LaneView, event: Extract<LaneEvent, { kind: 'saved' }>, nowMs: number): LaneOutcome {
  const { state: before } = stored.lane
  // Without a store of the app's own nobody has seen what was to be looked for there.
  const view = event.asOwnCopy && before.kind === 'restoring' ? lose(stored, before) : stored
  if (event.ifNewest !== undefined && event.ifNewest !== newestHash(view)) return unchanged(view)
  const cell: Cell = { hash: event.hash, savedAtMs: nowMs, ...(isUnaware(view.lane, event) ? { isUnaware: true } : {}) }
  const named = withLosses(keepOverlaid(view, event.hash, event.basedOn), event.losses)
  const kept = foundAgain(named, event.hash)
  const lane = event.asOwnCopy ? { ...kept, ownCopy: event.hash } : kept
  const { state } = lane
  const saved = { ...view, lane: withoutWish(lane) }
  switch (state.kind) {
    case 'idle':
    case 'queued': {
      const isAgreed = cell.hash === lane.acknowledged.hash && !isOursToBringBack(lane, nowMs)
      return inState(saved, isAgreed ? { kind: 'idle' } : { kind: 'queued', next: cell })
    }
    case 'restoring':
    case 'lost':
      return inState(saved, { kind: 'queued', next: cell })
    case 'blocked':
      if (isRefusalOfContent(state.code)) return insteadOfWrite(saved, cell)
      return inState(saved, withNext(state, cell))
    case 'sending':
    case 'waiting':
    case 'needs-auth':
      return inState(saved, withNext(state, cell))
    case 'conflict':
      return joinConflict(saved, cell, nowMs)
    default:
      return assertNever(state)
  }
}

function withNext<S extends Begun>(state: S, cell: Cell): S {
  const { next: _, ...rest } = state
  // Sound: `next` alone is optional in every begun state.
  return (cell.hash === state.inFlight.hash ? rest : { ...rest, next: cell }) as S
}

function begin(view: LaneView, event: Extract<LaneEvent, { kind: 'begun' }>, nowMs: number): LaneOutcome {
  const { state, acknowledged } = view.lane
  const { mutationId, deviceName } = event
  if (state.kind === 'idle') return beginDeletion(view, event)
  if (state.kind !== 'queued') return unchanged(view)
  const named = deviceName === undefined ? {} : { deviceName }
  // Another project may have taken the id of one that is gone, and come to the same number: no version is its base.
  const { gone, version } = acknowledged
  const isOfAnother = gone && version > 0 && !isOursToBringBack(view.lane, nowMs)
  const baseVersion = isOfAnother || state.next.isUnaware ? limits.latestVersion : version
  const inFlight = { ...state.next, mutationId, baseVersion, ...named }
  return inState(view, { kind: 'sending', inFlight, failures: 0 })
}

function wake(view: LaneView, by: 'hint' | 'user'): LaneOutcome {
  const { state } = view.lane
  if (state.kind === 'waiting') return resend(view, state, state.failures)
  if (state.kind === 'needs-auth') return resend(view, state, 0)
  if (state.kind === 'blocked' && by === 'user') return resend(view, state, 0)
  // Whoever was to ask the app's store may have been closed before.
  if (state.kind === 'restoring' || (state.kind === 'lost' && by === 'user')) return restore(view, state)
  return unchanged(view)
}

/**
 * Lane and conflict are written together; where one could not be read, the other is not gone on with by itself.
 * Without its conflict the lane forgets what it agreed on, so that the host's copy is queued anew. Beside an open
 * conflict a lane that is new stands at it: what is saved now joins its local side, and no answer to it drops that.
 */
function withoutLostRow(view: LaneView): LaneView {
  const { lane, conflict } = view
  if (lane.state.kind === 'conflict' && !conflict) return inState(agreedOnNothing(view), { kind: 'idle' })
  if (lane.state.kind !== 'idle' || !conflict) return view
  return inState(view, { kind: 'conflict', conflictId: conflict.conflictId })
}
