/** Bytes over the time they took, both fading. */
export interface Speed {
  readonly bytes: number
  readonly ms: number
  readonly atMs: number
}

/** What was sent this long ago counts a third. */
const fadesOverMs = 10_000

/**
 * After more bytes were sent. Fades exponentially by time, as Unix's load average does, so that parts that end together
 * make no leap, and a stall counts as soon as it is over.
 * @param before undefined at the first bytes, which tell nothing of how long they took
 */
export function speedAfter(before: Speed | undefined, bytes: number, nowMs: number): Speed {
  if (!before) return { bytes: 0, ms: 0, atMs: nowMs }
  const passedMs = Math.max(0, nowMs - before.atMs)
  const kept = Math.exp(-passedMs / fadesOverMs)
  // Of what passed the beginning has faded by its end: an hour's sleep would count as an hour else, for a minute.
  const left = passedMs > 0 ? ((1 - kept) * fadesOverMs) / passedMs : 1
  return { bytes: before.bytes * kept + bytes * left, ms: before.ms * kept + passedMs * left, atMs: nowMs }
}

/** As of the last bytes, in whole bytes; 0 while it is not known. */
export function bytesPerSecond(speed: Speed | undefined): number {
  return speed && speed.ms > 0 ? Math.round((speed.bytes / speed.ms) * 1000) : 0
}

/** Until the rest is sent at this speed, in ms; undefined while it is not known. */
export function remainingMs(leftBytes: number, perSecond: number): number | undefined {
  return perSecond > 0 ? Math.ceil((leftBytes / perSecond) * 1000) : undefined
}
