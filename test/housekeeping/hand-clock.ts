import type { Clock } from '../../lambdas/clock/clock.ts'

export const dayMs = 24 * 60 * 60 * 1000

/** A clock that moves when it is told to. */
export class HandClock implements Clock {
  #nowMs: number

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  pass(ms: number): void {
    this.#nowMs += Math.round(ms)
  }
}
