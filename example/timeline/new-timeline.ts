import type { JsonObject } from './json/json-value.ts'
import type { TimelineDocument } from './timeline-document.ts'

export type TrackKind = 'Video' | 'Audio'

export function newTimeline(name: string): TimelineDocument {
  return {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: {},
    name,
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      metadata: {},
      name: 'tracks',
      source_range: null,
      effects: [],
      markers: [],
      children: [newTrack('Video', 'V1'), newTrack('Audio', 'A1')],
    },
  }
}

export function newTrack(kind: TrackKind, name: string): JsonObject {
  return {
    OTIO_SCHEMA: 'Track.1',
    metadata: {},
    name,
    source_range: null,
    effects: [],
    markers: [],
    children: [],
    kind,
  }
}
