import { newTrack, type TrackKind } from './new-timeline.ts'
import { childrenOf, isNode, textOf } from './otio-node.ts'
import type { TimelineDocument } from './timeline-document.ts'

/** One more, empty track. */
export function addTrack(timeline: TimelineDocument, kind: TrackKind): TimelineDocument {
  const tracks = childrenOf(timeline.tracks)
  const count = tracks.filter((track) => isNode(track) && textOf(track.kind) === kind).length
  const track = newTrack(kind, `${kind === 'Video' ? 'V' : 'A'}${count + 1}`)
  return { ...timeline, tracks: { ...timeline.tracks, children: [...tracks, track] } }
}
