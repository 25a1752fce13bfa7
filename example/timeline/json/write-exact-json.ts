import { ExactNumber } from './exact-number.ts'
import type { JsonValue } from './json-value.ts'

const indentStep = '    '

/** Writes what `parseExactJson` read, indented by four spaces as OpenTimelineIO's own writer does. */
export function writeExactJson(value: JsonValue, indent = ''): string {
  if (value instanceof ExactNumber) return value.text
  if (isArray(value))
    return bracketed(
      '[',
      ']',
      indent,
      value.map((item) => writeExactJson(item, indent + indentStep)),
    )
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}: ${writeExactJson(member, indent + indentStep)}`,
    )
    return bracketed('{', '}', indent, members)
  }
  return JSON.stringify(value)
}

function bracketed(open: string, close: string, indent: string, lines: readonly string[]): string {
  if (lines.length === 0) return open + close
  return `${open}\n${lines.map((line) => indent + indentStep + line).join(',\n')}\n${indent}${close}`
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
