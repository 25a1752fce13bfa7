/** That nothing refers to a row, as far as each run has seen. */
export interface Mark {
  /** The first run of those that found it so, without a longer gap between any two. */
  readonly sinceMs: number
  /** The last of them. */
  readonly seenMs: number
}
