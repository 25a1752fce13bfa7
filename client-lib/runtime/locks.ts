/** A queued lock across the tabs of one origin. */
export interface Locks {
  /** False where every tab is given every lock at once. */
  readonly areExclusive: boolean
  /**
   * Runs `held` once the lock is ours and keeps it until the promise settles or `signal` aborts the wait.
   * With `steal` it is ours at once, and the wait of whoever held it is rejected. With `ifAvailable` nothing is run
   * where another holds it.
   */
  whenHeld(
    name: string,
    signal: AbortSignal,
    held: () => Promise<void>,
    options?: { readonly steal?: boolean; readonly ifAvailable?: boolean },
  ): Promise<void>
}
