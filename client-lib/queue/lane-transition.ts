import { answerConflict, joinConflict, meetConflict } from '../conflicts/conflict-steps.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { LaneEvent } from './lane-event.ts'
import type { Cell, InFlight, LaneState } from './lane-row.ts'
import { type LaneOutcome, type LaneView, newestHash } from './lane-view.ts'

/** States with a write that has begun. */
export type Begun = Extract<LaneState, { readonly inFlight: unknown }>
/** Refusals of the content itself, or of its bytes on their way: later content is another try. */
const refusalsOfContent = [
  ...['invalid-request', 'request-too-large', 'document-too-large', 'mutation-reused'],
  ...['checksum-mismatch', 'store-refused'],
]

/** All that can happen to a project on its way to the cloud. An event that does not fit the state changes nothing. */
export function laneTransition(stored: LaneView, event: LaneEvent, nowMs: number): LaneOutcome {
  const view = withoutLostConflict(stored)
  switch (event.kind) {
    case 'saved':
      return save(view, event, nowMs)
    case 'begun':
      return begin(view, event)
    case 'acknowledged':
    case 'document-sent':
    case 'failed':
    case 'signed-out':
    case 'refused':
    case 'conflicted':
    case 'content-lost': {
      const { state } = view.lane
      const expected = 'inFlight' in state && state.inFlight.mutationId === event.mutationId
      return expected ? settle(view, state, event, nowMs) : unchanged(view)
    }
    case 'woken':
      return wake(view, event.by, nowMs)
    case 'pulled':
      return pull(view, event)
    case 'answered':
      return answerConflict(view, event, nowMs)
    default:
      return assertNever(event)
  }
}

function save(view: LaneView, event: Extract<LaneEvent, { kind: 'saved' }>, nowMs: number): LaneOutcome {
  if (event.ifNewest !== undefined && event.ifNewest !== newestHash(view)) return unchanged(view)
  const cell: Cell = { hash: event.hash, savedAtMs: nowMs }
  const lane = event.asOwnCopy ? { ...view.lane, ownCopy: event.hash } : view.lane
  const saved = { ...view, lane }
  const { state } = lane
  switch (state.kind) {
    case 'idle':
    case 'queued':
      return inState(saved, cell.hash === lane.acknowledged.hash ? { kind: 'idle' } : { kind: 'queued', next: cell })
    case 'blocked':
      if (refusalsOfContent.includes(state.code)) return inState(saved, { kind: 'queued', next: cell })
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

function begin(view: LaneView, { mutationId, deviceName }: Extract<LaneEvent, { kind: 'begun' }>): LaneOutcome {
  const { state, acknowledged } = view.lane
  if (state.kind !== 'queued') return unchanged(view)
  const named = deviceName === undefined ? {} : { deviceName }
  const inFlight = { ...state.next, mutationId, baseVersion: acknowledged.version, ...named }
  return inState(view, { kind: 'sending', inFlight, failures: 0 })
}

type Settling = Extract<LaneEvent, { mutationId: string }>

function settle(view: LaneView, state: Begun, event: Exclude<Settling, { kind: 'begun' }>, nowMs: number): LaneOutcome {
  const { inFlight, next } = state
  const kept = next ? { inFlight, next } : { inFlight }
  const rest: LaneState = next ? { kind: 'queued', next } : { kind: 'idle' }
  switch (event.kind) {
    case 'acknowledged': {
      const acknowledged = { version: event.version, hash: inFlight.hash }
      const behind = event.currentVersion > event.version
      const effects = behind ? ([{ kind: 'reached' }, { kind: 'behind' }] as const) : ([{ kind: 'reached' }] as const)
      return { ...view, lane: { ...view.lane, acknowledged, state: rest }, effects }
    }
    case 'document-sent': {
      // No end of the failures yet: a store that takes documents and loses them is asked less and less often.
      const failures = 'failures' in state ? state.failures : 0
      return resend(view, { ...state, inFlight: { ...inFlight, snapshotId: event.snapshotId } }, failures)
    }
    case 'failed': {
      const begun = event.anew ? { ...kept, inFlight: notSent(inFlight) } : kept
      const failures = 1 + ('failures' in state ? state.failures : 0)
      return inState(view, {
        ...{ kind: 'waiting', ...begun, failures, reason: event.reason },
        ...{ sinceMs: nowMs, untilMs: nowMs + event.waitMs },
      })
    }
    case 'signed-out':
      return inState(view, { kind: 'needs-auth', ...kept })
    case 'refused':
      // An edit made meanwhile takes the place of content that was refused.
      if (next && refusalsOfContent.includes(event.code)) return inState(view, { kind: 'queued', next })
      // Who tries it again sends all of it again.
      return inState(view, {
        ...{ kind: 'blocked', ...kept, inFlight: notSent(inFlight) },
        ...{ code: event.code, detail: event.detail },
      })
    case 'content-lost': {
      // Nothing is agreed on that the app's store could be compared with: what it holds is queued anew.
      const acknowledged = { ...view.lane.acknowledged, hash: '' }
      return { ...view, lane: { ...view.lane, acknowledged, state: rest }, effects: [{ kind: 'unqueued' }] }
    }
    case 'conflicted':
      return meetConflict(view, state, event, nowMs)
    default:
      return assertNever(event)
  }
}

function notSent({ snapshotId: _, ...inFlight }: InFlight): InFlight {
  return inFlight
}

function wake(view: LaneView, by: 'time' | 'hint' | 'user', nowMs: number): LaneOutcome {
  const { state } = view.lane
  if (state.kind === 'waiting' && (by !== 'time' || isOver(state, nowMs))) return resend(view, state, state.failures)
  if (state.kind === 'needs-auth' && by !== 'time') return resend(view, state, 0)
  if (state.kind === 'blocked' && by === 'user') return resend(view, state, 0)
  return unchanged(view)
}

/** A clock that was set back to before the wait began tells nothing of how much of it is left. */
function isOver({ sinceMs = 0, untilMs }: { sinceMs?: number | undefined; untilMs: number }, nowMs: number): boolean {
  return nowMs >= untilMs || nowMs < sinceMs
}

function resend(view: LaneView, { inFlight, next }: Begun, failures: number): LaneOutcome {
  return inState(view, { kind: 'sending', inFlight, ...(next ? { next } : {}), failures })
}

function pull(view: LaneView, { version, hash }: { version: number; hash: string }): LaneOutcome {
  const { lane } = view
  const { state, acknowledged } = lane
  if (version <= acknowledged.version || (state.kind !== 'idle' && state.kind !== 'queued')) return unchanged(view)
  // What was saved since came on top of what was applied: it is an edit of that version.
  const next: LaneState = state.kind === 'queued' && state.next.hash !== hash ? state : { kind: 'idle' }
  return { ...view, lane: { ...lane, acknowledged: { version, hash }, state: next }, effects: [{ kind: 'reached' }] }
}

/** A conflict whose row could not be read: the lane forgets what it agreed on, so that the host's copy is queued anew. */
function withoutLostConflict(view: LaneView): LaneView {
  const { lane, conflict } = view
  if (lane.state.kind !== 'conflict' || conflict) return view
  return { conflict, lane: { ...lane, acknowledged: { ...lane.acknowledged, hash: '' }, state: { kind: 'idle' } } }
}

function inState(view: LaneView, state: LaneState): LaneOutcome {
  return { ...view, lane: { ...view.lane, state }, effects: [] }
}

function unchanged(view: LaneView): LaneOutcome {
  return { ...view, effects: [] }
}
