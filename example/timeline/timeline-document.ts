import type { JsonObject, JsonValue } from './json/json-value.ts'
import { parseExactJson } from './json/parse-exact-json.ts'
import { writeExactJson } from './json/write-exact-json.ts'
import { isNode, schemaOf } from './otio-node.ts'

/** The text is JSON of something else, or no JSON at all. */
export class NotATimeline extends Error {
  override readonly name = 'NotATimeline'

  constructor(reason: string, options?: ErrorOptions) {
    super(`This is not an OpenTimelineIO timeline: ${reason}`, options)
  }
}

/** An OpenTimelineIO `Timeline`, whole: what this editor does not know is carried along. */
export type TimelineDocument = JsonObject & { readonly tracks: JsonObject }

/** @throws NotATimeline */
export function parseTimeline(text: string): TimelineDocument {
  const value = parsed(text)
  if (schemaOf(value) !== 'Timeline') throw new NotATimeline(`it begins with ${schemaOf(value) || 'no schema'}.`)
  if (!isTimeline(value)) throw new NotATimeline('its tracks are not a stack.')
  return value
}

export function writeTimeline(timeline: TimelineDocument): string {
  return writeExactJson(timeline)
}

function parsed(text: string): JsonValue {
  try {
    return parseExactJson(text)
  } catch (cause) {
    throw new NotATimeline('it is not JSON.', { cause })
  }
}

function isTimeline(value: JsonValue): value is TimelineDocument {
  return isNode(value) && schemaOf(value.tracks) === 'Stack'
}
