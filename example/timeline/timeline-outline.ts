import { type ClipMedia, clipMedia } from './clip-media.ts'
import { availableRange, itemRange } from './item-range.ts'
import type { JsonValue } from './json/json-value.ts'
import { childrenOf, isNode, schemaOf, textOf } from './otio-node.ts'
import type { TimelineDocument } from './timeline-document.ts'
import type { ItemAddress } from './track-items.ts'

interface Placed {
  readonly at: ItemAddress
  readonly name: string
  /** On the timeline, in seconds. */
  readonly startS: number
  readonly durationS: number
}

export interface ClipOutline extends Placed {
  readonly kind: 'clip'
  /** Where in its media the clip begins. */
  readonly sourceStartS: number
  /** Where its media ends; undefined where nothing says so. */
  readonly sourceEndS: number | undefined
  readonly media: ClipMedia
}

export type ItemOutline =
  | ClipOutline
  | (Placed & { readonly kind: 'gap' })
  /** Nested stacks, transitions and what this editor does not know: shown by its schema, kept as it is. */
  | (Placed & { readonly kind: 'other'; readonly schema: string })

export interface TrackOutline {
  readonly trackIndex: number
  readonly kind: 'Video' | 'Audio'
  readonly name: string
  readonly durationS: number
  readonly items: readonly ItemOutline[]
}

export interface TimelineOutline {
  readonly name: string
  readonly durationS: number
  readonly tracks: readonly TrackOutline[]
  readonly clipCount: number
}

/** What the editor shows of a document: every track and item with its place in seconds. */
export function outlineOf(timeline: TimelineDocument): TimelineOutline {
  const tracks = childrenOf(timeline.tracks)
    .map((track, trackIndex) => (schemaOf(track) === 'Track' ? trackOutline(track, trackIndex) : undefined))
    .filter((track) => track !== undefined)
  return {
    name: textOf(timeline.name),
    durationS: Math.max(0, ...tracks.map((track) => track.durationS)),
    tracks,
    clipCount: tracks.reduce((sum, track) => sum + track.items.filter(({ kind }) => kind === 'clip').length, 0),
  }
}

function trackOutline(track: JsonValue, trackIndex: number): TrackOutline {
  const items: ItemOutline[] = []
  let startS = 0
  for (const [itemIndex, item] of childrenOf(track).entries()) {
    const outline = itemOutline(item, { trackIndex, itemIndex }, startS)
    items.push(outline)
    startS += outline.durationS
  }
  const kind = isNode(track) && track.kind === 'Audio' ? 'Audio' : 'Video'
  const name = isNode(track) ? textOf(track.name) : ''
  return { trackIndex, kind, name: name || `${kind[0]}${trackIndex + 1}`, durationS: startS, items }
}

function itemOutline(item: JsonValue, at: ItemAddress, startS: number): ItemOutline {
  const schema = schemaOf(item)
  const range = itemRange(item)
  const placed = { at, name: isNode(item) ? textOf(item.name) : '', startS, durationS: range.durationS }
  if (schema === 'Gap') return { kind: 'gap', ...placed }
  if (schema !== 'Clip' || !isNode(item)) return { kind: 'other', schema, ...placed }
  const available = availableRange(item)
  const sourceEndS = available === undefined ? undefined : available.startS + available.durationS
  return { kind: 'clip', ...placed, sourceStartS: range.startS, sourceEndS, media: clipMedia(item) }
}
