import { meetConflict } from '../conflicts/conflict-steps.ts'
import { assertNever } from '../runtime/assert-never.ts'
import { entomb, overtake, withoutWish } from './deletion-steps.ts'
import type { LaneEvent } from './lane-event.ts'
import {
  agreedOnNothing,
  type Begun,
  cellOf,
  inState,
  insteadOfWrite,
  resend,
  restore,
  withLane,
} from './lane-outcomes.ts'
import type { InFlight, LaneState } from './lane-row.ts'
import type { LaneOutcome, LaneView } from './lane-view.ts'
import { lastPulled, withoutOverlaid } from './overlay.ts'

type Settling = Exclude<Extract<LaneEvent, { mutationId: string }>, { kind: 'begun' | 'side-sent' | 'side-kept' }>
type Of<K extends Settling['kind']> = Extract<Settling, { kind: K }>

/** Refusals of the content itself, or of its bytes on their way: later content is another try. */
const refusalsOfContent = [
  ...['invalid-request', 'request-too-large', 'document-too-large', 'mutation-reused'],
  ...['checksum-mismatch', 'store-refused'],
]

export function isRefusalOfContent(code: string): boolean {
  return refusalsOfContent.includes(code)
}

/** What becomes of a write in flight. */
export function settleWrite(view: LaneView, state: Begun, event: Settling, nowMs: number): LaneOutcome {
  const { inFlight, next } = state
  switch (event.kind) {
    case 'acknowledged':
      return acknowledge(view, state, event)
    case 'entombed':
      return entomb(view, state, event, nowMs)
    case 'overtaken':
      return overtake(view, state)
    case 'document-sent':
      // No end of the failures yet: a store that takes documents and loses them is asked less and less often.
      return resend(view, { ...state, inFlight: { ...inFlight, snapshotId: event.snapshotId } }, failuresOf(state))
    case 'failed':
      return fail(view, state, event, nowMs)
    case 'signed-out':
      return inState(view, { kind: 'needs-auth', ...keptOf(state) })
    case 'refused':
      return refuse(view, state, event)
    case 'repacked':
      // Other bytes are another write; what they are is refused no more, and a later edit goes before it anyway.
      return insteadOfWrite(view, next ?? cellOf(inFlight))
    case 'content-lost':
      if (next) return insteadOfWrite(view, next)
      return restore(agreedOnNothing(view), cellOf(inFlight))
    case 'conflicted':
      return meetConflict(view, state, event, nowMs)
    default:
      return assertNever(event)
  }
}

function acknowledge(view: LaneView, { inFlight, next }: Begun, event: Of<'acknowledged'>): LaneOutcome {
  const { version, currentVersion } = event
  const state: LaneState = next ? { kind: 'queued', next } : { kind: 'idle' }
  const { hash, savedAtMs } = inFlight
  const pulledVersion = lastPulled(view.lane.acknowledged)
  const acknowledged = { version, hash, savedAtMs, ...(pulledVersion ? { pulledVersion } : {}) }
  const lane = { ...withoutOverlaid(view.lane, hash), acknowledged, state }
  const behind = currentVersion > version ? [{ kind: 'behind' } as const] : []
  return withLane(view, lane, [{ kind: 'reached' }, ...behind])
}

function fail(view: LaneView, state: Begun, event: Of<'failed'>, nowMs: number): LaneOutcome {
  const kept = keptOf(state)
  const begun = event.anew ? { ...kept, inFlight: notSent(state.inFlight) } : kept
  return inState(view, {
    ...{ kind: 'waiting', ...begun, failures: 1 + failuresOf(state), reason: event.reason },
    ...{ sinceMs: nowMs, untilMs: nowMs + event.waitMs },
  })
}

function refuse(view: LaneView, state: Begun, event: Of<'refused'>): LaneOutcome {
  const { kind: _, mutationId: __, ...refusal } = event
  // An edit made meanwhile takes the place of content that was refused.
  if (state.next && isRefusalOfContent(event.code)) return insteadOfWrite(view, state.next)
  // Who tries it again sends all of it again.
  const blocked: LaneState = { kind: 'blocked', ...keptOf(state), inFlight: notSent(state.inFlight), ...refusal }
  // A deletion that waits for it would wait unseen.
  return withLane(view, { ...withoutWish(view.lane), state: blocked })
}

function keptOf({ inFlight, next }: Begun): Pick<Begun, 'inFlight' | 'next'> {
  return next ? { inFlight, next } : { inFlight }
}

function failuresOf(state: Begun): number {
  return 'failures' in state ? state.failures : 0
}

function notSent({ snapshotId: _, ...inFlight }: InFlight): InFlight {
  return inFlight
}
