import { longestAskedMs } from '../retry/backoff.ts'
import type { Retries } from '../retry/retries.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { ChangeFeed } from './change-feed.ts'

const shortestWaitMs = 20_000
const jitterMs = 40_000

/** Looks every 20 to 60 s; after a look that failed, as far as the budget of retries lets it. */
export function createPollFeed(ports: {
  readonly clock: Clock
  readonly random: Random
  readonly retries: Retries
}): ChangeFeed {
  const { clock, random, retries } = ports
  let look: (() => void) | undefined
  let cancel = () => {}
  let isRetry = false

  function again(): void {
    isRetry = true
    look?.()
  }

  return {
    open(onChange) {
      look = onChange
      isRetry = false
      return () => {
        look = undefined
        cancel()
      }
    },
    looking() {
      cancel()
      if (!isRetry) retries.fresh('poll')
    },
    looked({ isFailed, notBeforeMs }) {
      if (isRetry && !isFailed) retries.recovered('poll')
      isRetry = false
      const waitMs = Math.max(Math.min(notBeforeMs, longestAskedMs), shortestWaitMs + random.fraction() * jitterMs)
      cancel = isFailed ? retries.schedule('poll', waitMs, again).cancel : clock.schedule(waitMs, () => look?.())
    },
  }
}
