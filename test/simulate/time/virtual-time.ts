import { EventHeap, type TimedEvent } from './event-heap.ts'

/** Where no run starts before; any time will do, and tokens are dated from it. */
const startMs = 1_800_000_000_000

/** Time that passes from one thing that happens to the next; what one of them sets off is done before the next. */
export class VirtualTime {
  readonly #events = new EventHeap()
  #nowMs = startMs
  #happened = 0

  get nowMs(): number {
    return this.#nowMs
  }

  get sinceStartMs(): number {
    return this.#nowMs - startMs
  }

  /** How many things have happened. */
  get happened(): number {
    return this.#happened
  }

  /** @returns the cancel */
  after(delayMs: number, run: () => void): () => void {
    const event: TimedEvent = { atMs: this.#nowMs + Math.max(0, Math.round(delayMs)), run, isCancelled: false }
    this.#events.add(event)
    return () => {
      event.isCancelled = true
    }
  }

  pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.after(delayMs, resolve))
  }

  /** Lets time pass; `check` is asked after each thing that happens, and ends it by answering true. */
  async runUntil(untilMs: number, check: () => boolean): Promise<void> {
    await settled()
    for (;;) {
      const next = this.#events.takeBefore(untilMs)
      if (!next) break
      if (next.isCancelled) continue
      this.#nowMs = next.atMs
      this.#happened += 1
      next.run()
      await settled()
      if (check()) return
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs)
  }
}

/** All that is ready has run: nothing in a simulation waits for anything but virtual time. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
