import { assetReference, type MediaDescription, mediaOf } from './asset-reference.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'
import { isNode } from './otio-node.ts'
import type { TimelineDocument } from './timeline-document.ts'

/** The files added to the project, on the timeline or not: references kept in the timeline's metadata, so that they travel with it. */
export function mediaBin(timeline: TimelineDocument): readonly MediaDescription[] {
  const entries = binEntries(timeline).map(mediaOf)
  return entries.filter((media) => media !== undefined)
}

/** Adds a file to the bin; the same timeline where it is there already. */
export function addToBin(timeline: TimelineDocument, media: MediaDescription): TimelineDocument {
  if (mediaBin(timeline).some(({ assetId }) => assetId === media.assetId)) return timeline
  const metadata = nodeOr(timeline.metadata)
  const own = nodeOr(metadata.reelsync)
  const entries = [...binEntries(timeline), assetReference(media)]
  return { ...timeline, metadata: { ...metadata, reelsync: { ...own, media: entries } } }
}

/** Every asset that any reference of the document stands for, wherever it is. */
export function assetIdsOf(timeline: TimelineDocument): readonly string[] {
  const found = new Set<string>()
  const open: JsonValue[] = [timeline]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const media = mediaOf(value)
    if (media !== undefined) found.add(media.assetId)
    if (Array.isArray(value)) open.push(...value)
    else if (isNode(value)) open.push(...Object.values(value))
  }
  return [...found].sort()
}

function binEntries(timeline: TimelineDocument): readonly JsonValue[] {
  const entries = nodeOr(nodeOr(timeline.metadata).reelsync).media
  return Array.isArray(entries) ? entries : []
}

function nodeOr(value: JsonValue | undefined): JsonObject {
  return isNode(value) ? value : {}
}
