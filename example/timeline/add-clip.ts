import { assetReference, type MediaDescription } from './asset-reference.ts'
import { itemRange } from './item-range.ts'
import { newTrack, type TrackKind } from './new-timeline.ts'
import { childrenOf, isNode, textOf } from './otio-node.ts'
import { placeItem } from './place-item.ts'
import { editorRate, timeRange } from './rational-time.ts'
import type { TimelineDocument } from './timeline-document.ts'
import { withItems } from './track-items.ts'

/** How long a still, or a file that does not play, is shown at first, in seconds. */
export const stillS = 4

export interface ClipPlace {
  readonly trackIndex: number
  readonly startS: number
}

/** Adds a clip of the whole file: at `place`, or at the end of the first track that takes its kind, made where there is none. */
export function addClip(timeline: TimelineDocument, media: MediaDescription, place?: ClipPlace): TimelineDocument {
  const kind: TrackKind = media.kind === 'audio' ? 'Audio' : 'Video'
  const withTrack = place === undefined ? ensureTrack(timeline, kind) : timeline
  const trackIndex = place?.trackIndex ?? trackOfKind(withTrack, kind)
  return withItems(withTrack, trackIndex, (items) => {
    const endS = items.reduce<number>((sum, item) => sum + itemRange(item).durationS, 0)
    return placeItem(items, newClip(media), place?.startS ?? endS)
  })
}

export function trackOfKind(timeline: TimelineDocument, kind: TrackKind): number {
  return childrenOf(timeline.tracks).findIndex((track) => isNode(track) && textOf(track.kind) === kind)
}

function ensureTrack(timeline: TimelineDocument, kind: TrackKind): TimelineDocument {
  if (trackOfKind(timeline, kind) >= 0) return timeline
  const children = [...childrenOf(timeline.tracks), newTrack(kind, kind === 'Video' ? 'V1' : 'A1')]
  return { ...timeline, tracks: { ...timeline.tracks, children } }
}

function newClip(media: MediaDescription) {
  const durationS = Math.max(media.durationS || stillS, 1 / editorRate)
  return {
    OTIO_SCHEMA: 'Clip.2',
    metadata: {},
    name: media.fileName,
    source_range: timeRange({ startS: 0, durationS }, editorRate),
    effects: [],
    markers: [],
    enabled: true,
    media_references: { DEFAULT_MEDIA: assetReference(media) },
    active_media_reference_key: 'DEFAULT_MEDIA',
  }
}
