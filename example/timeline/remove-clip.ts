import type { TimelineDocument } from './timeline-document.ts'
import { type ItemAddress, withItems } from './track-items.ts'

/** Takes an item off its track; what follows closes up. */
export function removeClip(timeline: TimelineDocument, at: ItemAddress): TimelineDocument {
  return withItems(timeline, at.trackIndex, (items) =>
    at.itemIndex in items ? items.toSpliced(at.itemIndex, 1) : items,
  )
}
