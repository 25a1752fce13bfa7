import * as limits from '#contract/limits.ts'
import type { UploadFile } from './upload-file.ts'
import type { UploadSession } from './upload-session.ts'

/** Before the line's pace is known: enough for the widest line, until the next window is there. */
const firstWindow = 20
/** A window holds what is expected in this time, well within a URL's life. */
const windowMs = 5 * 60_000

/** The next part that may go: its URL is good, nothing of it is there or under way. */
export function sendablePart(session: UploadSession, nowMs: number): number | undefined {
  for (const [partNumber, url] of session.urls) if (url.untilMs > nowMs) return partNumber
  return undefined
}

/** Parts that are still needed and have no good URL: the next window to ask for. */
export function unsignedParts(session: UploadSession, file: UploadFile, nowMs: number): readonly number[] {
  // Copies take no time of the line: the more that is asked for, the fewer the requests.
  const size = file.hasBase ? limits.partsPerWindow : windowSize(session, nowMs)
  const parts: number[] = []
  for (let partNumber = 1; partNumber <= file.plan.partCount && parts.length < size; partNumber += 1) {
    const underWay = session.accepted.has(partNumber) || session.inFlight.has(partNumber)
    const signed = (session.urls.get(partNumber)?.untilMs ?? 0) > nowMs
    if (!underWay && !signed) parts.push(partNumber)
  }
  return parts
}

/** Whether half a window is used up: the next one is asked for while the rest drains, so that the line never idles. */
export function runsShort(session: UploadSession, nowMs: number): boolean {
  let good = 0
  for (const url of session.urls.values()) if (url.untilMs > nowMs) good += 1
  return good < windowSize(session, nowMs) / 2
}

function windowSize({ pace }: UploadSession, nowMs: number): number {
  const elapsedMs = nowMs - pace.sinceMs
  if (pace.parts === 0 || elapsedMs <= 0) return firstWindow
  const expected = Math.ceil((pace.parts / elapsedMs) * windowMs)
  return Math.min(limits.partsPerWindow, Math.max(firstWindow, expected))
}
