export interface TimedEvent {
  readonly atMs: number
  readonly run: () => void
  isCancelled: boolean
}

interface Entry {
  readonly event: TimedEvent
  readonly order: number
}

/** What is to happen, earliest first; of the same time, what was added first. */
export class EventHeap {
  readonly #entries: Entry[] = []
  #added = 0

  add(event: TimedEvent): void {
    const entries = this.#entries
    const entry = { event, order: this.#added++ }
    let at = entries.length
    entries.push(entry)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = entries[above] as Entry
      if (!isBefore(entry, parent)) break
      entries[at] = parent
      at = above
    }
    entries[at] = entry
  }

  takeBefore(untilMs: number): TimedEvent | undefined {
    const [first] = this.#entries
    if (!first || first.event.atMs > untilMs) return undefined
    const last = this.#entries.pop() as Entry
    if (this.#entries.length > 0) this.#sink(last)
    return first.event
  }

  #sink(entry: Entry): void {
    const entries = this.#entries
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      if (left >= entries.length) break
      const rightIsFirst = right < entries.length && isBefore(entries[right] as Entry, entries[left] as Entry)
      const below = rightIsFirst ? right : left
      if (!isBefore(entries[below] as Entry, entry)) break
      entries[at] = entries[below] as Entry
      at = below
    }
    entries[at] = entry
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.event.atMs < b.event.atMs || (a.event.atMs === b.event.atMs && a.order < b.order)
}
