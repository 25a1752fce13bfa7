import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'
import { type LeadEffect, type LeadEvent, type LeadState, leadTransition } from './lead-transition.ts'
import type { TabMessage } from './tab-message.ts'

/** Which tab speaks to the cloud. Nothing but requests is at stake where two do. */
export interface Leadership {
  /** Begins to wait for the lead. */
  join(): void
  /** The epoch in which this tab leads; undefined while it does not. */
  epoch(): number | undefined
  hear(message: Extract<TabMessage, { kind: 'lead-asked' | 'lead-held' }>): void
  /** Another tab leads, as a refused write has told. */
  deposed(): void
  /** Idempotent; settles once the lock is let go. */
  close(): Promise<void>
}

export interface LeadershipOptions {
  readonly clock: Clock
  readonly locks: Locks
  /** Asked each time the tab begins to wait. */
  readonly lockName: () => string
  readonly post: (message: TabMessage) => void
  /** Makes this tab's epoch the one in force; tried again until it succeeds. */
  readonly raise: (known: number) => Promise<number>
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

/** A leader that is silent for two of these, and the rest of the third, is replaced. */
const askEveryMs = 15_000
const raiseAgainMs = 5000

export function createLeadership(options: LeadershipOptions): Leadership {
  const { clock, locks, lockName, post, onChange, onFailure } = options
  let state: LeadState = { kind: 'following', known: 0, unanswered: 0 }
  let closed = false
  let cancelTimer: (() => void) | undefined
  /** Ends the wait for the lock, or lets go of it. */
  let leave: () => void = () => undefined
  const holding = new Set<Promise<void>>()

  function dispatch(event: LeadEvent): void {
    if (closed) return
    const before = state.kind
    const outcome = leadTransition(state, event)
    state = outcome.state
    if (before !== state.kind || event.kind === 'ask-due') schedule()
    for (const effect of outcome.effects) perform(effect)
    if (before !== state.kind) onChange()
  }

  function perform(effect: LeadEffect): void {
    if (effect === 'ask') post({ kind: 'lead-asked' })
    else if (effect === 'tell') post({ kind: 'lead-held', epoch: state.known })
    else if (effect === 'raise') void raise()
    else if (effect === 'steal') wait(true)
    // Without locks there is no queue to stand in: who was deposed asks until nobody answers.
    else if (effect === 'lay-down') locks.areExclusive ? wait(false) : leave()
  }

  /** Only who follows has anything to ask: a tab that is alone has no timer. */
  function schedule(): void {
    cancelTimer?.()
    cancelTimer =
      state.kind === 'following' ? clock.schedule(askEveryMs, () => dispatch({ kind: 'ask-due' })) : undefined
  }

  function wait(steal: boolean): void {
    leave()
    const left = new AbortController()
    leave = () => left.abort()
    const held = async () => {
      if (left.signal.aborted) return
      dispatch({ kind: 'granted' })
      await aborted(left.signal)
    }
    const mine = locks.whenHeld(lockName(), left.signal, held, { steal }).catch(() => {
      // Taken from us, unless we had left by then.
      if (!left.signal.aborted) dispatch({ kind: 'deposed' })
    })
    holding.add(mine)
    void mine.then(() => holding.delete(mine))
  }

  async function raise(): Promise<void> {
    try {
      const epoch = await options.raise(state.known)
      dispatch({ kind: 'risen', epoch })
    } catch (error) {
      if (closed || state.kind !== 'rising') return
      onFailure(error)
      cancelTimer = clock.schedule(raiseAgainMs, () => void raise())
    }
  }

  return {
    join() {
      schedule()
      wait(false)
    },
    epoch: () => (state.kind === 'leading' && !closed ? state.known : undefined),
    hear(message) {
      dispatch(message.kind === 'lead-asked' ? { kind: 'asked' } : { kind: 'told', epoch: message.epoch })
    },
    deposed: () => dispatch({ kind: 'deposed' }),
    async close() {
      closed = true
      cancelTimer?.()
      leave()
      await Promise.all(holding)
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
