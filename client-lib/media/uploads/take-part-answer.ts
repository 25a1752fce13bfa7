import { backoffMs } from '../../retry/backoff.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import type { PartEvent } from './upload-event.ts'
import type { Strikes, UploadSession } from './upload-session.ts'

/** What a part's answer means for the whole file. */
export type PartOutcome =
  | { readonly kind: 'go-on'; readonly session: UploadSession; readonly progress: boolean }
  | { readonly kind: 'check'; readonly session: UploadSession }
  | { readonly kind: 'wait'; readonly session: UploadSession; readonly reason: string; readonly untilMs: number }
  | { readonly kind: 'blocked'; readonly session: UploadSession; readonly code: string; readonly detail: string }

const noStrikes: Strikes = { expired: 0, refused: 0, mismatched: 0 }
/** Signed anew and expired at once, this often: clocks are wrong somewhere, and haste does not help. */
const expiredInARow = 3
/** Sent again at once until here, and after a while each time, until another line or start is worth waiting for. */
const mismatchedAtOnce = 3
const mismatchedInARow = 6

export function takePartAnswer(session: UploadSession, event: PartEvent, failures: number, nowMs: number): PartOutcome {
  const landed = withoutFlight(session, event.partNumber)
  const strikes = session.strikes.get(event.partNumber) ?? noStrikes
  const wait = (reason: string, fraction: number, afterMs?: number): PartOutcome => {
    const untilMs = nowMs + backoffMs({ failures, afterMs, fraction })
    return { kind: 'wait', session: landed, reason, untilMs }
  }
  switch (event.kind) {
    case 'part-accepted':
      return { kind: 'go-on', session: withAccepted(landed, event.partNumber), progress: true }
    case 'part-failed':
      // One connection broke, and others hold: it was that one's, and not the line's.
      if (event.isUnanswered && failures === 0 && landed.inFlight.size > 0) {
        return { kind: 'wait', session: landed, reason: event.reason, untilMs: nowMs }
      }
      return wait(event.reason, event.fraction, event.afterMs)
    case 'part-expired': {
      const struck = { ...strikes, expired: strikes.expired + 1 }
      if (struck.expired >= expiredInARow) return wait('The store takes every address for expired.', event.fraction)
      return { kind: 'go-on', session: withStrikes(landed, event.partNumber, struck), progress: false }
    }
    case 'part-refused': {
      const struck = { ...strikes, refused: strikes.refused + 1 }
      if (struck.refused > 1) return { kind: 'blocked', session: landed, code: 'store-refused', detail: event.detail }
      return { kind: 'go-on', session: withStrikes(landed, event.partNumber, struck), progress: false }
    }
    case 'part-mismatched':
      // It stays in flight until its bytes were looked at: nothing is sent twice meanwhile.
      return { kind: 'check', session }
    case 'part-checked': {
      if (!event.intact) return { kind: 'blocked', session: landed, ...bytesChanged }
      const struck = { ...strikes, mismatched: strikes.mismatched + 1 }
      const noted = withStrikes(landed, event.partNumber, struck)
      if (struck.mismatched >= mismatchedInARow) return { kind: 'blocked', session: noted, ...changedOnTheWay }
      if (struck.mismatched < mismatchedAtOnce) return { kind: 'go-on', session: noted, progress: false }
      return { ...wait(changedOnTheWay.detail, event.fraction), session: noted }
    }
    default:
      return assertNever(event)
  }
}

export const bytesChanged = {
  code: 'local-bytes-changed',
  detail: 'The copy on this device no longer matches what was added. Add the file again.',
}

const changedOnTheWay = {
  code: 'checksum-mismatch',
  detail: 'The bytes arrive changed at the store, whenever they are sent: something on the way alters them.',
}

function withoutFlight(session: UploadSession, partNumber: number): UploadSession {
  const inFlight = new Set(session.inFlight)
  inFlight.delete(partNumber)
  return { ...session, inFlight }
}

function withAccepted(session: UploadSession, partNumber: number): UploadSession {
  const strikes = new Map(session.strikes)
  strikes.delete(partNumber)
  return {
    ...session,
    strikes,
    accepted: new Set(session.accepted).add(partNumber),
    acceptedSinceAsk: new Set(session.acceptedSinceAsk).add(partNumber),
    pace: { ...session.pace, parts: session.pace.parts + 1 },
  }
}

function withStrikes(session: UploadSession, partNumber: number, struck: Strikes): UploadSession {
  return { ...session, strikes: new Map(session.strikes).set(partNumber, struck) }
}
