/** How many parts may be on the wire at once, over all files, as the line has taught it. */
export interface LineLimit {
  readonly slots: number
  /** What was accepted since the round began: as many parts as there are slots end it. */
  readonly round: { readonly sinceMs: number; readonly parts: number; readonly bytes: number } | undefined
  /** Bytes a ms before the line was widened; undefined where it was not. */
  readonly paceToBeat: number | undefined
  /** Rounds until wider is tried again. */
  readonly roundsToRest: number
  readonly narrowedAtMs: number
}

export type LineEvent =
  /** `wasFull`: every slot was taken, so that the round tells what the line can do. */
  | { readonly kind: 'accepted'; readonly sizeBytes: number; readonly wasFull: boolean }
  | { readonly kind: 'failed'; readonly begunAtMs: number }

/** Browsers open six connections to a host, and S3 speaks HTTP/1.1; one of them stays for small files. */
const mostSlots = 5
/** Below this a wider line has brought nothing. */
const worthwhileGain = 1.05
const restAfterNothing = 8

export const firstLimit: LineLimit = {
  slots: 4,
  round: undefined,
  paceToBeat: undefined,
  roundsToRest: 0,
  narrowedAtMs: Number.NEGATIVE_INFINITY,
}

/** With the parts that were handed over and only wait for their answers: they take nothing of the line, but a connection. */
export function mostOnTheWire({ slots }: LineLimit): number {
  return Math.min(mostSlots, slots + 1)
}

/**
 * Wider by one as long as what is accepted a second grows with it, half as wide after a failure. Additive increase and
 * multiplicative decrease by RFC 5681; that a line is full once more in flight brings no more, by the delivery rate of
 * BBR (draft-ietf-ccwg-bbr, "full pipe"); that an idle line teaches nothing, by RFC 7661.
 */
export function limitAfter(limit: LineLimit, event: LineEvent, nowMs: number): LineLimit {
  if (event.kind === 'failed') return narrowed(limit, event.begunAtMs, nowMs)
  if (!event.wasFull) return { ...limit, round: undefined }
  const { round, slots } = limit
  const begun = { sinceMs: nowMs, parts: 0, bytes: 0 }
  if (!round) return { ...limit, round: begun }
  const { sinceMs } = round
  const grown = { sinceMs, parts: round.parts + 1, bytes: round.bytes + event.sizeBytes }
  if (grown.parts < slots) return { ...limit, round: grown }
  return { ...judged(limit, grown.bytes / Math.max(1, nowMs - sinceMs)), round: begun }
}

/** What failed together is one failure: parts that were begun before the line was narrowed say nothing new. */
function narrowed(limit: LineLimit, begunAtMs: number, nowMs: number): LineLimit {
  // Unless that was in a time that the clock was set back from.
  if (begunAtMs <= limit.narrowedAtMs && limit.narrowedAtMs <= nowMs) return limit
  const slots = Math.max(1, Math.floor(limit.slots / 2))
  return { slots, round: undefined, paceToBeat: undefined, roundsToRest: 0, narrowedAtMs: nowMs }
}

function judged(limit: LineLimit, pace: number): LineLimit {
  const { slots, paceToBeat, roundsToRest } = limit
  if (paceToBeat !== undefined && pace < paceToBeat * worthwhileGain) {
    return { ...limit, slots: slots - 1, paceToBeat: undefined, roundsToRest: restAfterNothing }
  }
  if (roundsToRest > 0) return { ...limit, roundsToRest: roundsToRest - 1 }
  if (slots >= mostSlots) return { ...limit, paceToBeat: undefined }
  return { ...limit, slots: slots + 1, paceToBeat: pace }
}
