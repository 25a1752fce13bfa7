import type { Clock } from '../../lambdas/clock/clock.ts'

/** How far from the true time a function's clock may be. */
const skewMs = 60_000
/** No function lives longer, so no request takes longer. */
const lifeMs = 29_000

/** The true time, and functions whose clocks are off it; it moves with what is done, never by itself. */
export class SkewedClocks {
  readonly #random: () => number
  readonly #begun = new Set<{ readonly atMs: number }>()
  #trueMs = Date.UTC(2026, 0, 1)

  constructor(random: () => number) {
    this.#random = random
  }

  /** Runs one request by a function with a clock of its own. */
  async request<T>(run: (clock: Clock) => Promise<T>): Promise<T> {
    const begun = { atMs: this.#trueMs }
    this.#begun.add(begun)
    const offMs = this.#offMs()
    try {
      return await run({ nowMs: () => this.#trueMs + offMs })
    } finally {
      this.#begun.delete(begun)
    }
  }

  /** Time passes, but none of the requests under way takes more than a function's life. */
  pass(ms: number): void {
    const latest = Math.min(...[...this.#begun].map(({ atMs }) => atMs + lifeMs))
    this.#trueMs = Math.min(this.#trueMs + Math.round(ms), latest)
  }

  /** Half of them at the very ends, where a mistake shows. */
  #offMs(): number {
    const share = this.#random() < 0.5 ? Math.sign(this.#random() - 0.5) : 2 * this.#random() - 1
    return Math.round(share * skewMs)
  }
}
