import type { ChangeFeed, Look } from './change-feed.ts'

/** Looks at the cloud when its feed says so, and when it is told to: one look at a time. */
export interface Poller {
  start(): void
  stop(): void
  /** Looks now, or once more after the look that is under way. */
  now(): void
  settled(): Promise<void>
}

/** @param poll one look; never rejects */
export function createPoller(feed: ChangeFeed, poll: (signal: AbortSignal) => Promise<Look>): Poller {
  let running: AbortController | undefined
  let leave = () => {}
  let round: Promise<void> | undefined
  let again = false

  function now(): void {
    if (!running) return
    if (round) {
      again = true
      return
    }
    feed.looking()
    round = poll(running.signal).then((look) => {
      round = undefined
      if (!running) return
      if (again) {
        again = false
        now()
      } else feed.looked(look)
    })
  }

  return {
    start() {
      if (!running) {
        running = new AbortController()
        leave = feed.open(now)
      }
      now()
    },
    stop() {
      running?.abort()
      running = undefined
      again = false
      leave()
    },
    now,
    async settled() {
      while (round) await round
    },
  }
}
