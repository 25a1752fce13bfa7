import type { Clock } from './clock.ts'

/** `setTimeout` takes no longer delay than this. */
const longestDelayMs = 2 ** 31 - 1

/** The browser's own time. */
export class SystemClock implements Clock {
  nowMs(): number {
    return Date.now()
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = setTimeout(callback, Math.min(delayMs, longestDelayMs))
    return () => clearTimeout(timer)
  }
}
