import type { JsonArrayNode, JsonNode } from './json-node.ts'

/**
 * Tells an array's elements apart: two of the same id are the same element, moved or edited. Undefined: it has none,
 * and an array that holds it is merged as a whole or not at all. Numbers come rounded as JSON.parse does.
 */
export type ElementId = (element: unknown) => string | undefined

export interface ElementIds {
  of(node: JsonNode): string | undefined
  /** By id; undefined where an element has none, or not one of its own. */
  byId(array: JsonArrayNode): ReadonlyMap<string, JsonArrayNode['items'][number]> | undefined
  /**
   * How often each element is in the whole document, and under each key: a list that names what another holds has the
   * same ids. One without an id, as in a list of ids, by its text.
   */
  counts(node: JsonNode): ReadonlyMap<string, number>
}

export function createElementIds(elementId: ElementId | undefined): ElementIds {
  const plain = new WeakMap<JsonNode, unknown>()

  function toPlain(node: JsonNode): unknown {
    if (node.kind === 'scalar') return scalarValue(node.text)
    if (plain.has(node)) return plain.get(node)
    const value =
      node.kind === 'array'
        ? node.items.map((item) => toPlain(item.value))
        : Object.fromEntries([...node.members].map(([key, member]) => [key, toPlain(member.value)]))
    plain.set(node, value)
    return value
  }

  function of(node: JsonNode): string | undefined {
    if (elementId) return elementId(toPlain(node))
    const id = node.kind === 'object' ? node.members.get('id')?.value : undefined
    return id?.kind === 'scalar' && id.text !== 'null' ? id.text : undefined
  }

  function count(node: JsonNode, into: Map<string, number>, under: string, id = of(node)): void {
    if (id !== undefined) for (const one of [id, `${under} ${id}`]) into.set(one, 1 + (into.get(one) ?? 0))
    if (node.kind === 'array')
      for (const { value } of node.items) count(value, into, under, of(value) ?? `,${value.text}`)
    if (node.kind !== 'object') return
    for (const [key, { value }] of node.members) if (value.kind !== 'scalar') count(value, into, key)
  }

  return {
    of,
    byId(array) {
      const items = new Map<string, JsonArrayNode['items'][number]>()
      for (const item of array.items) {
        const id = of(item.value)
        if (id === undefined || items.has(id)) return undefined
        items.set(id, item)
      }
      return items
    },
    counts(node) {
      const counts = new Map<string, number>()
      count(node, counts, '')
      return counts
    },
  }
}

function scalarValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What JSON has no place for: `NaN`, `-Infinity`, `Inf`, `1.`.
    return Number(text.replace(/Inf$/, 'Infinity'))
  }
}
