/**
 * JSON with the text it was written as: what a merge takes over is taken as it stands, so no number is rounded,
 * and the `NaN` and `Infinity` that some writers emit are scalars like any other.
 */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly text: string }
  | {
      readonly kind: 'object'
      readonly text: string
      readonly members: ReadonlyMap<string, JsonMember>
      /** White space before the closing bracket. */
      readonly end: string
    }
  | { readonly kind: 'array'; readonly text: string; readonly items: readonly JsonItem[]; readonly end: string }

export interface JsonItem {
  /** White space before it. */
  readonly lead: string
  readonly value: JsonNode
}

export interface JsonMember extends JsonItem {
  /** The key as written, with its colon and the white space around. */
  readonly head: string
}

export type JsonObjectNode = Extract<JsonNode, { kind: 'object' }>
export type JsonArrayNode = Extract<JsonNode, { kind: 'array' }>

/** Equal values, however they are laid out; numbers and strings by the text they are written as. */
export function isSame(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.text === b.text) return true
  if (a.kind === 'object' && b.kind === 'object') {
    return (
      a.members.size === b.members.size &&
      [...a.members].every(([key, m]) => isSame(m.value, b.members.get(key)?.value))
    )
  }
  if (a.kind === 'array' && b.kind === 'array') {
    return a.items.length === b.items.length && a.items.every(({ value }, at) => isSame(value, b.items[at]?.value))
  }
  return false
}

export function objectNode(members: ReadonlyMap<string, JsonMember>, end: string): JsonObjectNode {
  const inside = [...members.values()].map(({ lead, head, value }) => lead + head + value.text)
  return { kind: 'object', text: `{${inside.join(',')}${end}}`, members, end }
}

export function arrayNode(items: readonly JsonItem[], end: string): JsonArrayNode {
  const inside = items.map(({ lead, value }) => lead + value.text)
  return { kind: 'array', text: `[${inside.join(',')}${end}]`, items, end }
}
