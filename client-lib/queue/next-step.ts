import { assertNever } from '../runtime/assert-never.ts'
import type { LaneRow } from './lane-row.ts'

export type NextStep =
  | { readonly kind: 'begin' }
  | { readonly kind: 'send' }
  | { readonly kind: 'wait'; readonly sinceMs: number; readonly untilMs: number }
  | { readonly kind: 'rest' }

/** What a lane in this state wants of the one who runs it; also after a reload, whoever ran it before. */
export function nextStep({ deleting, state }: LaneRow): NextStep {
  switch (state.kind) {
    case 'queued':
      return { kind: 'begin' }
    case 'sending':
      return { kind: 'send' }
    case 'waiting':
      return { kind: 'wait', sinceMs: state.sinceMs ?? 0, untilMs: state.untilMs }
    case 'idle':
      return { kind: deleting ? 'begin' : 'rest' }
    case 'needs-auth':
    case 'blocked':
    case 'restoring':
    case 'lost':
    case 'conflict':
      return { kind: 'rest' }
    default:
      return assertNever(state)
  }
}
