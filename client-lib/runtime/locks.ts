/** A queued lock across the tabs of one origin. */
export interface Locks {
  /** Runs `held` once the lock is ours and keeps it until the promise settles or `signal` aborts the wait. */
  whenHeld(name: string, signal: AbortSignal, held: () => Promise<void>): Promise<void>
}
