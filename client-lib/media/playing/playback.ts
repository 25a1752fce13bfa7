import { backoffMs } from '../../retry/backoff.ts'
import { classifyFailure } from '../../retry/classify-failure.ts'
import { assertNever } from '../../runtime/assert-never.ts'

/** How an element and its asset stand. `failures` in a row; playing on sets them back to 0. */
export type Playback =
  /** An address is being asked for. */
  | { readonly kind: 'asking'; readonly atS: number; readonly failures: number }
  | { readonly kind: 'shown'; readonly atS: number; readonly failures: number }
  /** The cloud cannot be asked now, or does not have the bytes yet; `waitMs` where time alone may change that. */
  | { readonly kind: 'waiting'; readonly atS: number; readonly failures: number; readonly waitMs?: number }
  | { readonly kind: 'given-up'; readonly cause: unknown }

export type PlaybackEvent =
  /** The element plays, or is sought to, a place, in seconds; `hasData`: it has what is there. */
  | { readonly kind: 'came-to'; readonly atS: number; readonly hasData: boolean }
  | { readonly kind: 'element-failed'; readonly cause: unknown }
  /** It needs what it has not got yet, and its address is good no more: browsers ask on for half a minute before they fail. */
  | { readonly kind: 'ran-dry' }
  | { readonly kind: 'addressed' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-addressed'; readonly cause: unknown; readonly fraction: number }
  /** What was waited for may have come. */
  | { readonly kind: 'woken' }

/** An address that is refused may have expired; a new one that is refused as well is not the reason. */
const failuresInARow = 2

/** What follows for the playback; `asking` asks for a new address, `waiting` waits as it says. */
export function nextPlayback(state: Playback, event: PlaybackEvent): Playback {
  if (state.kind === 'given-up') return state
  const { atS, failures } = state
  switch (event.kind) {
    case 'came-to':
      if (state.kind !== 'shown') return state
      return { ...state, atS: event.atS, failures: event.hasData ? 0 : failures }
    case 'element-failed':
      if (state.kind !== 'shown') return state
      if (failures >= failuresInARow) return { kind: 'given-up', cause: event.cause }
      return { kind: 'asking', atS, failures: failures + 1 }
    case 'ran-dry':
      return state.kind === 'shown' ? { kind: 'asking', atS, failures } : state
    case 'addressed':
      return { kind: 'shown', atS, failures }
    case 'absent':
      return { kind: 'waiting', atS, failures: 0 }
    case 'not-addressed': {
      const verdict = classifyFailure(event.cause)
      if (verdict.kind !== 'retry') return { kind: 'given-up', cause: event.cause }
      const { afterMs } = verdict
      const waitMs = backoffMs({ failures, afterMs, fraction: event.fraction })
      return { kind: 'waiting', atS, failures: failures + 1, waitMs }
    }
    case 'woken':
      return state.kind === 'waiting' ? { kind: 'asking', atS, failures } : state
    default:
      return assertNever(event)
  }
}
