import { type MediaDescription, mediaOf } from './asset-reference.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'
import { isNode, schemaOf, textOf } from './otio-node.ts'

export type ClipMedia =
  | { readonly kind: 'asset'; readonly media: MediaDescription }
  /** A file that another tool refers to: shown, kept, never touched. */
  | { readonly kind: 'foreign'; readonly targetUrl: string }
  | { readonly kind: 'missing' }

/** The active media reference, of `Clip.1` and of `Clip.2`. */
export function referenceOf(clip: JsonObject): JsonValue | undefined {
  if (!isNode(clip.media_references)) return clip.media_reference
  return clip.media_references[textOf(clip.active_media_reference_key) || 'DEFAULT_MEDIA']
}

export function clipMedia(clip: JsonObject): ClipMedia {
  const reference = referenceOf(clip)
  const media = mediaOf(reference)
  if (media !== undefined) return { kind: 'asset', media }
  if (isNode(reference) && schemaOf(reference) === 'ExternalReference') {
    return { kind: 'foreign', targetUrl: textOf(reference.target_url) }
  }
  return { kind: 'missing' }
}
