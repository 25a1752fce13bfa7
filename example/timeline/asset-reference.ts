import type { JsonObject, JsonValue } from './json/json-value.ts'
import { isNode, schemaOf, textOf } from './otio-node.ts'
import { editorRate, rangeOf, timeRange } from './rational-time.ts'

export type MediaKind = 'video' | 'audio' | 'image' | 'other'

/** One file of the project, as the document describes it. */
export interface MediaDescription {
  readonly assetId: string
  readonly fileName: string
  readonly mime: string
  readonly kind: MediaKind
  /** 0 for what has no length of its own. */
  readonly durationS: number
}

/** The reference a clip or the bin holds: other tools see an external file, this editor finds its asset in the metadata. */
export function assetReference(media: MediaDescription): JsonObject {
  return {
    OTIO_SCHEMA: 'ExternalReference.1',
    metadata: { reelsync: { assetId: media.assetId, mime: media.mime, kind: media.kind } },
    name: media.fileName,
    available_range: media.durationS > 0 ? timeRange({ startS: 0, durationS: media.durationS }, editorRate) : null,
    available_image_bounds: null,
    target_url: `reelsync:asset/${media.assetId}`,
  }
}

/** The asset a reference stands for; undefined for a reference of another tool. */
export function mediaOf(reference: JsonValue | undefined): MediaDescription | undefined {
  if (!isNode(reference) || schemaOf(reference) !== 'ExternalReference' || !isNode(reference.metadata)) return undefined
  const own = reference.metadata.reelsync
  if (!isNode(own) || typeof own.assetId !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(own.assetId)) return undefined
  return {
    assetId: own.assetId,
    fileName: textOf(reference.name) || own.assetId,
    mime: textOf(own.mime) || 'application/octet-stream',
    kind: kindOf(own.kind),
    durationS: rangeOf(reference.available_range)?.durationS ?? 0,
  }
}

function kindOf(value: JsonValue | undefined): MediaKind {
  return value === 'video' || value === 'audio' || value === 'image' ? value : 'other'
}
