import type { SaveLedger } from '../host/save-ledger.ts'
import type { Clock } from '../runtime/clock.ts'

/** Looks again, from time to time, at edits that could not be queued: in each tab, for only it knows of them. */
export interface TroubleWatch {
  /** The ledger may have changed. */
  look(): void
  close(): void
}

const pauseMs = 20_000

export function createTroubleWatch(clock: Clock, ledger: SaveLedger, retry: () => void): TroubleWatch {
  let cancel: (() => void) | undefined
  let closed = false

  function look(): void {
    if (closed || cancel || ledger.troubles().size === 0) return
    cancel = clock.schedule(pauseMs, () => {
      cancel = undefined
      retry()
      look()
    })
  }

  return {
    look,
    close() {
      closed = true
      cancel?.()
    },
  }
}
