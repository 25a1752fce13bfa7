import type { Clock } from '../runtime/clock.ts'
import { SyncClosed } from './sync-closed.ts'

/** Something that must succeed once, and is tried until it does. */
export interface Opening {
  /**
   * Settles once it has succeeded; starts the first try.
   * @throws SyncClosed
   */
  whenOpen(): Promise<void>
  isOpen(): boolean
  /** Tries at once, where it has failed. */
  hurry(): void
  /** Tries at once, also where it has succeeded. */
  again(): void
  close(): void
}

export interface OpeningOptions {
  readonly clock: Clock
  readonly open: () => Promise<void>
  readonly onOpen: () => void
  readonly onFailure: (error: unknown) => void
  /** How long to wait after so many failures before, in ms; five seconds where it is not said. */
  readonly waitMs?: (failures: number) => number
}

export function createOpening({ clock, open, onOpen, onFailure, waitMs = () => 5000 }: OpeningOptions): Opening {
  let resolve: () => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<void>((settle, fail) => {
    resolve = settle
    reject = fail
  })
  // Closed before anybody asked: nobody is to be told.
  promise.catch(() => undefined)
  let phase: 'new' | 'trying' | 'failed' | 'open' | 'closed' = 'new'
  let cancel: (() => void) | undefined
  let failures = 0

  function attempt(): void {
    if (phase !== 'new' && phase !== 'failed') return
    cancel?.()
    phase = 'trying'
    open().then(
      () => {
        if (phase === 'closed') return
        phase = 'open'
        onOpen()
        resolve()
      },
      (error: unknown) => {
        if (phase === 'closed') return
        phase = 'failed'
        onFailure(error)
        cancel = clock.schedule(waitMs(failures++), attempt)
      },
    )
  }

  return {
    whenOpen() {
      attempt()
      return promise
    },
    isOpen: () => phase === 'open',
    hurry: attempt,
    again() {
      if (phase === 'open') phase = 'new'
      attempt()
    },
    close() {
      // Once it is open that is settled.
      reject(new SyncClosed())
      phase = 'closed'
      cancel?.()
    },
  }
}
