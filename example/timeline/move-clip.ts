import type { ClipPlace } from './add-clip.ts'
import { liftItem, placeItem } from './place-item.ts'
import type { TimelineDocument } from './timeline-document.ts'
import { type ItemAddress, itemsOf, withItems } from './track-items.ts'

/** Takes a clip from its place, which stays free, and puts it where it is dropped. */
export function moveClip(timeline: TimelineDocument, from: ItemAddress, to: ClipPlace): TimelineDocument {
  const item = itemsOf(timeline, from.trackIndex)[from.itemIndex]
  if (item === undefined) return timeline
  const lifted = withItems(timeline, from.trackIndex, (items) => liftItem(items, from.itemIndex))
  return withItems(lifted, to.trackIndex, (items) => placeItem(items, item, Math.max(0, to.startS)))
}

/** Swaps a clip with its neighbour: the keyboard's way to move it. */
export function nudgeClip(timeline: TimelineDocument, at: ItemAddress, step: -1 | 1): TimelineDocument {
  return withItems(timeline, at.trackIndex, (items) => {
    const item = items[at.itemIndex]
    const neighbour = items[at.itemIndex + step]
    if (item === undefined || neighbour === undefined) return items
    return items.with(at.itemIndex, neighbour).with(at.itemIndex + step, item)
  })
}
