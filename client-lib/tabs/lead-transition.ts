import { assertNever } from '../runtime/assert-never.ts'

/** Who leads, as one tab sees it. `known` is the highest epoch that it has heard of. */
export type LeadState =
  | { readonly kind: 'following'; readonly known: number; readonly unanswered: number }
  /** The lock is ours; the epoch is not yet. */
  | { readonly kind: 'rising'; readonly known: number }
  | { readonly kind: 'leading'; readonly known: number }

export type LeadEvent =
  | { readonly kind: 'granted' }
  | { readonly kind: 'risen'; readonly epoch: number }
  /** Time to ask whether anybody leads. */
  | { readonly kind: 'ask-due' }
  /** Another tab asks. */
  | { readonly kind: 'asked' }
  /** Another tab says that it leads, in this epoch. */
  | { readonly kind: 'told'; readonly epoch: number }
  /** The lock was taken from us, or a write of ours was refused. */
  | { readonly kind: 'deposed' }

export type LeadEffect = 'ask' | 'tell' | 'raise' | 'steal' | 'take-up' | 'lay-down'

export interface LeadOutcome {
  readonly state: LeadState
  readonly effects: readonly LeadEffect[]
}

/** So many asks in a row without an answer, and the one who leads is taken to be frozen. */
const patience = 2

export function leadTransition(state: LeadState, event: LeadEvent): LeadOutcome {
  switch (event.kind) {
    case 'granted':
      return state.kind === 'following'
        ? { state: { kind: 'rising', known: state.known }, effects: ['raise'] }
        : stay(state)
    case 'risen':
      if (state.kind !== 'rising') return stay(state)
      // Told at once: one that leads without a lock, or by a lock that was taken from it, lays down.
      return { state: { kind: 'leading', known: event.epoch }, effects: ['tell', 'take-up'] }
    case 'ask-due':
      return state.kind === 'following' ? ask(state) : stay(state)
    case 'asked':
      return state.kind === 'following' ? stay(state) : { state, effects: ['tell'] }
    case 'told':
      return hear(state, event.epoch)
    case 'deposed':
      return state.kind === 'following' ? stay(state) : follow(state.known)
    default:
      return assertNever(event)
  }
}

function ask(state: Extract<LeadState, { kind: 'following' }>): LeadOutcome {
  if (state.unanswered >= patience) return { state: { ...state, unanswered: 0 }, effects: ['steal'] }
  return { state: { ...state, unanswered: state.unanswered + 1 }, effects: ['ask'] }
}

/** What an earlier epoch's leader says, which does not know yet that it was replaced, counts for nothing. */
function hear(state: LeadState, epoch: number): LeadOutcome {
  if (epoch < state.known) return stay(state)
  if (state.kind === 'following') return stay({ ...state, known: epoch, unanswered: 0 })
  return state.kind === 'leading' && epoch > state.known ? follow(epoch) : stay({ ...state, known: epoch })
}

function follow(known: number): LeadOutcome {
  return { state: { kind: 'following', known, unanswered: 0 }, effects: ['lay-down'] }
}

function stay(state: LeadState): LeadOutcome {
  return { state, effects: [] }
}
