import { backoffMs } from '../../retry/backoff.ts'
import { classifyFailure } from '../../retry/classify-failure.ts'
import { assertNever } from '../../runtime/assert-never.ts'

/** Where the element failed last, in seconds, and how many times in a row near there. */
export interface Failed {
  readonly atS: number
  readonly times: number
}

/** How an element and its asset stand. `asks`: for an address, that got none, in a row. */
export type Playback =
  /** An address is being asked for; `isOvertaken` where the asset has come meanwhile, which the answer may not know of. */
  | { readonly kind: 'asking'; readonly failed: Failed; readonly asks: number; readonly isOvertaken?: true }
  | { readonly kind: 'shown'; readonly failed: Failed }
  /** The cloud cannot be asked now, or does not have the bytes yet; `waitMs` where time alone may change that. */
  | { readonly kind: 'waiting'; readonly failed: Failed; readonly asks: number; readonly waitMs?: number }
  | { readonly kind: 'given-up'; readonly cause: unknown }

export type PlaybackEvent =
  | { readonly kind: 'element-failed'; readonly atS: number; readonly cause: unknown }
  /** It needs what it has not got yet, and its address is good no more: browsers ask on for half a minute before they fail. */
  | { readonly kind: 'ran-dry' }
  | { readonly kind: 'addressed' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-addressed'; readonly cause: unknown; readonly fraction: number }
  /** What was waited for may have come. */
  | { readonly kind: 'woken' }

/** An address that is refused may have expired; a new one that is refused as well is not the reason. */
const failuresInARow = 2
/** Played on for less, it has failed at the same place: a file that cannot be decoded plays up to there each time. */
const samePlaceS = 0.5

/** What follows for the playback; `asking` asks for a new address, `waiting` waits as it says. */
export function nextPlayback(state: Playback, event: PlaybackEvent): Playback {
  if (state.kind === 'given-up') return state
  const { failed } = state
  switch (event.kind) {
    case 'element-failed': {
      if (state.kind !== 'shown') return state
      const { atS, cause } = event
      const times = Math.abs(atS - failed.atS) < samePlaceS ? failed.times + 1 : 1
      return times > failuresInARow ? { kind: 'given-up', cause } : { kind: 'asking', failed: { atS, times }, asks: 0 }
    }
    case 'ran-dry':
      return state.kind === 'shown' ? { kind: 'asking', failed, asks: 0 } : state
    case 'addressed':
      return { kind: 'shown', failed }
    case 'absent':
      if (state.kind === 'asking' && state.isOvertaken) return { kind: 'asking', failed, asks: 0 }
      return { kind: 'waiting', failed, asks: 0 }
    case 'not-addressed': {
      if (state.kind !== 'asking') return state
      const verdict = classifyFailure(event.cause)
      if (verdict.kind !== 'retry') return { kind: 'given-up', cause: event.cause }
      const { afterMs } = verdict
      const waitMs = backoffMs({ failures: state.asks, afterMs, fraction: event.fraction })
      return { kind: 'waiting', failed, asks: state.asks + 1, waitMs }
    }
    case 'woken':
      if (state.kind === 'asking') return { ...state, isOvertaken: true }
      return state.kind === 'waiting' ? { kind: 'asking', failed, asks: state.asks } : state
    default:
      return assertNever(event)
  }
}
