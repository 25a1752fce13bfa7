/** Time, so that tests drive it by hand. */
export interface Clock {
  nowMs(): number
  /** Calls back once after `delayMs`; returns the cancel. */
  schedule(delayMs: number, callback: () => void): () => void
}
