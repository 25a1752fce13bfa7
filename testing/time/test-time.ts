import type { Clock } from '../../client-lib/runtime/clock.ts'
import { HandClock } from './hand-clock.ts'

/** Taken before a test may put false timers in their place. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis
const nextTurn: (callback: () => void) => unknown = globalThis.setImmediate ?? startTimer
/** Promises, streams and the platform's own threads need a few turns each to come to their end. */
const turnsToSettle = 20

/** The time of a test: the cloud's, and that of every device before it. It moves only when it is told to. */
export class TestTime {
  /** What cloud and devices go by. */
  readonly clock: Clock
  readonly #hand: HandClock
  readonly #busy = new Set<object>()

  /** @param startMs ms since the epoch; the machine's time when left out */
  constructor(startMs: number = Date.now()) {
    this.#hand = new HandClock(startMs)
    this.clock = this.#hand
  }

  nowMs(): number {
    return this.#hand.nowMs()
  }

  /** Lets time pass, from one timer to the next, each with all that follows from it. */
  async advance(byMs: number): Promise<void> {
    const endMs = this.nowMs() + byMs
    await this.settle()
    while (this.nowMs() < endMs) {
      this.#hand.advance(Math.max(0, Math.min(this.#hand.nextDueMs ?? endMs, endMs) - this.nowMs()))
      await this.settle()
    }
  }

  /** Lets time pass until the next timer is due, or for as long as is given at most, with all that follows from it. */
  async advanceToNext(atMostMs: number): Promise<void> {
    await this.settle()
    const dueInMs = (this.#hand.nextDueMs ?? Number.POSITIVE_INFINITY) - this.nowMs()
    // What was due already comes with the next moment.
    this.#hand.advance(Math.max(1, Math.min(dueInMs, atMostMs)))
    await this.settle()
  }

  /** Lets everything run that waits for no time. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < turnsToSettle || this.#busy.size > 0; turns += 1) await turn()
  }

  /**
   * Keeps time still while something works that takes time of the machine's.
   * @param longestMs of that time; without it, however long it takes
   */
  async during<T>(work: () => Promise<T>, longestMs?: number): Promise<T> {
    const holder = {}
    this.#busy.add(holder)
    const goOn = () => void this.#busy.delete(holder)
    const timer = longestMs === undefined ? undefined : startTimer(goOn, longestMs)
    try {
      return await work()
    } finally {
      stopTimer(timer)
      goOn()
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    nextTurn(resolve)
  })
}
