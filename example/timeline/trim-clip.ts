import { availableRange, itemRange } from './item-range.ts'
import { isNode } from './otio-node.ts'
import { type Range, rateOf, timeRange } from './rational-time.ts'
import type { TimelineDocument } from './timeline-document.ts'
import { type ItemAddress, withItems } from './track-items.ts'

export interface Trim {
  /** Where in its media the clip begins, in seconds; as it was if not given. */
  readonly startS?: number
  /** Where in its media the clip ends. */
  readonly endS?: number
}

/** Shows another part of a clip's media: never less than a frame, never more than the media has. What follows closes up. */
export function trimClip(timeline: TimelineDocument, at: ItemAddress, trim: Trim): TimelineDocument {
  return withItems(timeline, at.trackIndex, (items) => {
    const clip = items[at.itemIndex]
    if (!isNode(clip)) return items
    const shown = itemRange(clip)
    const rate = rateOf(clip.source_range)
    const range = trimmed(shown, availableRange(clip), trim, 1 / rate)
    if (range.startS === shown.startS && range.durationS === shown.durationS) return items
    return items.with(at.itemIndex, { ...clip, source_range: timeRange(range, rate) })
  })
}

function trimmed(shown: Range, available: Range | undefined, trim: Trim, frameS: number): Range {
  const firstS = available?.startS ?? 0
  const lastS = available === undefined ? Number.POSITIVE_INFINITY : available.startS + available.durationS
  const wantedStartS = finiteOr(trim.startS, shown.startS)
  const wantedEndS = finiteOr(trim.endS, shown.startS + shown.durationS)
  const startS = clamp(wantedStartS, firstS, Math.min(wantedEndS, lastS) - frameS)
  const endS = clamp(wantedEndS, startS + frameS, Math.max(lastS, startS + frameS))
  return { startS, durationS: endS - startS }
}

function finiteOr(wanted: number | undefined, otherwise: number): number {
  return wanted !== undefined && Number.isFinite(wanted) ? wanted : otherwise
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}
