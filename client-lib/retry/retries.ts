import type { Clock } from '../runtime/clock.ts'
import { fullBudget, payIn, takeOut } from './retry-budget.ts'

/** Whose requests are counted. */
export type RetryPort = 'documents' | 'media' | 'poll'

/** Since the tab began: requests that repeat none, retries, and how many of those came through. */
export interface Tries {
  readonly fresh: number
  readonly retried: number
  readonly recovered: number
}

export interface PendingRetry {
  /** Goes now, where the budget lets it; otherwise as soon as that does, at the latest when it was to go. */
  hurry(): void
  cancel(): void
}

/** All retries of one tab, over one budget: who is held by it goes in turn, and nothing is given up. */
export interface Retries {
  /** A request that repeats none is sent. */
  fresh(port: RetryPort): void
  /** A retry came through. */
  recovered(port: RetryPort): void
  /** The user's word lets one retry more go. */
  allowOne(): void
  /**
   * Calls `go` once, after `delayMs` or as long after it as the budget holds it.
   * @param onHeld told until when, in ms since the epoch; it may go before
   */
  schedule(port: RetryPort, delayMs: number, go: () => void, onHeld?: (untilMs: number) => void): PendingRetry
  tries(): Readonly<Record<RetryPort, Tries>>
}

export function createRetries(clock: Clock): Retries {
  const none = { fresh: 0, retried: 0, recovered: 0 }
  const tries = { documents: { ...none }, media: { ...none }, poll: { ...none } }
  /** Held, each by what tries to go; the first goes first. */
  const held = new Set<() => number>()
  let budget = fullBudget(clock.nowMs())

  function pay(): void {
    budget = payIn(budget, clock.nowMs())
    for (const tryToGo of held) if (tryToGo() > 0) return
  }

  return {
    fresh(port) {
      tries[port].fresh += 1
      pay()
    },
    recovered(port) {
      tries[port].recovered += 1
      pay()
    },
    allowOne: pay,
    schedule(port, delayMs, go, onHeld) {
      let stop = clock.schedule(Math.max(0, delayMs), onTime)
      const cancel = () => {
        stop()
        held.delete(tryToGo)
      }
      /** @returns for how long it is held */
      function tryToGo(): number {
        const nowMs = clock.nowMs()
        const ahead = held.has(tryToGo) ? [...held].indexOf(tryToGo) : held.size
        const taken = takeOut(budget, nowMs, ahead)
        budget = taken.budget
        if (taken.heldMs > 0) held.add(tryToGo)
        else {
          cancel()
          tries[port].retried += 1
          go()
        }
        return taken.heldMs
      }
      function onTime(): void {
        const heldMs = tryToGo()
        if (heldMs === 0) return
        stop = clock.schedule(heldMs, onTime)
        onHeld?.(clock.nowMs() + heldMs)
      }
      return { hurry: () => void tryToGo(), cancel }
    },
    tries: () => tries,
  }
}
