import type { Clock } from '../runtime/clock.ts'
import { NetworkFailed } from '../transport/network-failed.ts'

/** A part of which nothing moves for this long is given up: no byte on its way, and no answer after the last. */
const silenceMs = 2 * 60_000
/** The slowest line we wait for, where the transport does not tell what moves: one that does says so at once. */
const slowestBytesPerMs = 16

export interface SilenceWatch {
  /** Aborts with `NetworkFailed` where nothing moves, else with the signal that was given. */
  readonly signal: AbortSignal
  readonly moved: () => void
  readonly stop: () => void
}

/** Watches one part on the line, either way, until it is stopped. */
export function watchSilence(clock: Clock, sizeBytes: number, signal: AbortSignal): SilenceWatch {
  const watchdog = new AbortController()
  let stop = () => {}
  const watch = (patienceMs: number) => {
    stop()
    stop = clock.schedule(patienceMs, () => watchdog.abort(new NetworkFailed('timeout')))
  }
  watch(silenceMs + sizeBytes / slowestBytesPerMs)
  return {
    signal: AbortSignal.any([signal, watchdog.signal]),
    moved: () => watch(silenceMs),
    stop() {
      stop()
      // An answer that nobody reads would hold its connection.
      watchdog.abort()
    },
  }
}
