import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'

/** Asks the cloud again and again: at once when told, else every 20 to 60 s. */
export interface Poller {
  start(): void
  stop(): void
  /** Asks now, or once more after the one that is under way. */
  now(): void
  settled(): Promise<void>
}

const shortestWaitMs = 20_000
const jitterMs = 40_000

/**
 * @param poll one round; never rejects; answers how long the server asked to wait at least, in ms
 */
export function createPoller(
  clock: Clock,
  random: Random,
  poll: (signal: AbortSignal) => Promise<{ readonly notBeforeMs: number }>,
): Poller {
  let running: AbortController | undefined
  let cancel: (() => void) | undefined
  let round: Promise<void> | undefined
  let again = false

  function now(): void {
    if (!running) return
    if (round) {
      again = true
      return
    }
    cancel?.()
    const { signal } = running
    round = poll(signal).then(({ notBeforeMs }) => {
      round = undefined
      if (!running) return
      if (again || running.signal !== signal) {
        again = false
        now()
      } else cancel = clock.schedule(Math.max(notBeforeMs, shortestWaitMs + random.fraction() * jitterMs), now)
    })
  }

  return {
    start() {
      running ??= new AbortController()
      now()
    },
    stop() {
      running?.abort()
      running = undefined
      again = false
      cancel?.()
    },
    now,
    async settled() {
      while (round) await round
    },
  }
}
