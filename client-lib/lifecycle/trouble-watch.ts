import type { SaveLedger } from '../host/save-ledger.ts'
import type { Clock } from '../runtime/clock.ts'

/** Looks again, from time to time, at edits that could not be queued, and at rows that could not be read: each tab at its own. */
export interface TroubleWatch {
  /** The ledger may have changed. */
  look(): void
  /** The store has failed: what is at hand of the rows may be old. */
  missed(): void
  close(): void
}

const pauseMs = 20_000

/** @param reread reads the rows again */
export function createTroubleWatch(
  clock: Clock,
  ledger: SaveLedger,
  retry: () => void,
  reread: () => Promise<void>,
): TroubleWatch {
  let cancel: (() => void) | undefined
  let stale = false
  let closed = false

  function look(): void {
    if (closed || cancel || (!stale && ledger.troubles().size === 0)) return
    cancel = clock.schedule(pauseMs, () => {
      cancel = undefined
      if (stale) reread().catch(missed)
      stale = false
      retry()
      look()
    })
  }

  function missed(): void {
    stale = true
    look()
  }

  return {
    look,
    missed,
    close() {
      closed = true
      cancel?.()
    },
  }
}
