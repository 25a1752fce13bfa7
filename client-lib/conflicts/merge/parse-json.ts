import type { JsonItem, JsonMember, JsonNode } from './json-node.ts'

export interface JsonText {
  readonly lead: string
  readonly value: JsonNode
  readonly tail: string
}

/** Nested deeper than any document is, and than the call stack bears. */
const deepest = 500
const space = /[ \t\n\r]*/y
const scalar = /-?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|Inf(?:inity)?|NaN)|true|false|null/y

/** Undefined where the text is no such JSON, or gives an object one key twice. */
export function parseJson(text: string): JsonText | undefined {
  try {
    const reader = new Reader(text)
    const lead = reader.match(space)
    const value = reader.value(0)
    const tail = reader.match(space)
    return reader.isAtEnd ? { lead, value, tail } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length
  }

  match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  value(depth: number): JsonNode {
    if (depth > deepest) throw new SyntaxError('too deep')
    const first = this.#text[this.#at]
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#array(depth)
    const text = first === '"' ? this.#string() : this.match(scalar)
    if (text === '') throw new SyntaxError('no value')
    return { kind: 'scalar', text }
  }

  #object(depth: number): JsonNode {
    const from = this.#at
    const members = new Map<string, JsonMember>()
    const end = this.#list('}', (lead) => {
      const written = this.#string()
      const head = written + this.match(space) + this.#take(':') + this.match(space)
      const key = keyOf(written)
      if (members.has(key)) throw new SyntaxError('a key twice')
      members.set(key, { lead, head, value: this.value(depth + 1) })
    })
    return { kind: 'object', text: this.#text.slice(from, this.#at), members, end }
  }

  #array(depth: number): JsonNode {
    const from = this.#at
    const items: JsonItem[] = []
    const end = this.#list(']', (lead) => items.push({ lead, value: this.value(depth + 1) }))
    return { kind: 'array', text: this.#text.slice(from, this.#at), items, end }
  }

  /** @returns the white space before the closing bracket */
  #list(close: string, item: (lead: string) => unknown): string {
    this.#at += 1
    let lead = this.match(space)
    if (this.#text[this.#at] !== close) {
      for (;;) {
        item(lead)
        lead = this.match(space)
        if (this.#text[this.#at] !== ',') break
        this.#at += 1
        lead = this.match(space)
      }
    }
    this.#take(close)
    return lead
  }

  #take(character: string): string {
    if (this.#text[this.#at] !== character) throw new SyntaxError(`no ${character}`)
    this.#at += 1
    return character
  }

  #string(): string {
    const from = this.#at
    this.#take('"')
    for (let at = this.#at; at < this.#text.length; at += 1) {
      const character = this.#text[at]
      if (character === '\\') at += 1
      else if (character === '"') {
        this.#at = at + 1
        return this.#text.slice(from, this.#at)
      }
    }
    throw new SyntaxError('a string without an end')
  }
}

/** The key itself, so that one written with escapes is the same as one without. */
function keyOf(written: string): string {
  return written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1)
}
