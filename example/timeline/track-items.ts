import type { JsonValue } from './json/json-value.ts'
import { childrenOf, isNode } from './otio-node.ts'
import type { TimelineDocument } from './timeline-document.ts'

/** Where an item is: a child of a track, the track a child of the timeline's stack. */
export interface ItemAddress {
  readonly trackIndex: number
  readonly itemIndex: number
}

export function itemsOf(timeline: TimelineDocument, trackIndex: number): readonly JsonValue[] {
  return childrenOf(childrenOf(timeline.tracks)[trackIndex])
}

/** The same timeline with other items on one track; the very same object where there is no such track. */
export function withItems(
  timeline: TimelineDocument,
  trackIndex: number,
  change: (items: readonly JsonValue[]) => readonly JsonValue[],
): TimelineDocument {
  const tracks = childrenOf(timeline.tracks)
  const track = tracks[trackIndex]
  if (!isNode(track)) return timeline
  const before = childrenOf(track)
  const items = change(before)
  if (items === before) return timeline
  return {
    ...timeline,
    tracks: { ...timeline.tracks, children: tracks.with(trackIndex, { ...track, children: items }) },
  }
}
