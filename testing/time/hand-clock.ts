import type { Clock } from '../../client-lib/runtime/clock.ts'

/** Time that moves only when a test says so. */
export class HandClock implements Clock {
  #nowMs: number
  readonly #timers = new Map<object, { atMs: number; callback: () => void }>()

  constructor(startMs = 1_800_000_000_000) {
    this.#nowMs = startMs
  }

  nowMs() {
    return this.#nowMs
  }

  schedule(delayMs: number, callback: () => void) {
    const timer = {}
    this.#timers.set(timer, { atMs: this.#nowMs + delayMs, callback })
    return () => void this.#timers.delete(timer)
  }

  advance(byMs: number) {
    this.#nowMs += byMs
    for (const [timer, { atMs, callback }] of [...this.#timers]) {
      if (atMs > this.#nowMs || !this.#timers.delete(timer)) continue
      callback()
    }
  }

  /** The user, or the network, corrects the clock: timers run on as before. */
  setBack(byMs: number) {
    this.#nowMs -= byMs
    for (const timer of this.#timers.values()) timer.atMs -= byMs
  }

  get nextDueMs(): number | undefined {
    return this.timers > 0 ? Math.min(...[...this.#timers.values()].map(({ atMs }) => atMs)) : undefined
  }

  get timers() {
    return this.#timers.size
  }
}
