import { ExactNumber } from './json/exact-number.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'

export function isNode(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
}

/** `Clip` of `Clip.2`; an empty text for what names no schema. */
export function schemaOf(value: JsonValue | undefined): string {
  const schema = isNode(value) ? value.OTIO_SCHEMA : undefined
  return typeof schema === 'string' ? schema.replace(/\.\d+$/, '') : ''
}

export function childrenOf(node: JsonValue | undefined): readonly JsonValue[] {
  const children = isNode(node) ? node.children : undefined
  return Array.isArray(children) ? children : []
}

export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
