/** A retry costs this much credit. Time gives as much: one retry a minute, whatever fails. */
export const retryCostMs = 60_000
/** As many retries as may follow each other with nothing fresh in between. */
export const mostRetries = 20

/** What one tab may spend on retries: a token bucket, counted in ms so that time fills it exactly. */
export interface RetryBudget {
  readonly creditMs: number
  readonly atMs: number
}

export function fullBudget(atMs: number): RetryBudget {
  return { creditMs: mostRetries * retryCostMs, atMs }
}

/**
 * Pays one retry in: for a request that repeats none, and for a retry that came through.
 * So retries that fail are never more than fresh requests, but for `mostRetries` and one a minute.
 * Sources: the retry quota of AWS's SDKs (`@smithy/util-retry`: a retry that succeeds gives back what it took) and
 * Finagle's `RetryBudget` (each request pays in, and time a least rate).
 */
export function payIn(budget: RetryBudget, nowMs: number): RetryBudget {
  const { creditMs } = after(budget, nowMs)
  return { creditMs: Math.min(creditMs + retryCostMs, mostRetries * retryCostMs), atMs: nowMs }
}

/**
 * Takes one retry out, or says for how long it is held, in ms.
 * @param ahead how many retries are held already, and go before this one
 */
export function takeOut(budget: RetryBudget, nowMs: number, ahead: number): { budget: RetryBudget; heldMs: number } {
  const now = after(budget, nowMs)
  const heldMs = Math.max(0, (1 + ahead) * retryCostMs - now.creditMs)
  return { budget: heldMs > 0 ? now : { ...now, creditMs: now.creditMs - retryCostMs }, heldMs }
}

/** A clock that was set back gives nothing, and takes nothing. */
function after({ creditMs, atMs }: RetryBudget, nowMs: number): RetryBudget {
  const passedMs = Math.max(0, nowMs - atMs)
  return { creditMs: Math.min(creditMs + passedMs, mostRetries * retryCostMs), atMs: nowMs }
}
