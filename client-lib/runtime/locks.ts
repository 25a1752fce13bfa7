/** A queued lock across the tabs of one origin. */
export interface Locks {
  /** False where every tab is given every lock at once. */
  readonly areExclusive: boolean
  /** Runs `held` once the lock is ours and keeps it until the promise settles or `signal` aborts the wait. */
  whenHeld(name: string, signal: AbortSignal, held: () => Promise<void>): Promise<void>
}
