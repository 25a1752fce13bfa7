import type { Mark } from './mark.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Twice the time between passes, and one run's lateness: what was not looked at for longer may have been referred to between. */
export const longestGapMs = 3 * dayMs

export type MarkDecision =
  | { readonly kind: 'leave' }
  | { readonly kind: 'unmark'; readonly was: Mark }
  | { readonly kind: 'mark'; readonly was: Mark | undefined; readonly mark: Mark }
  /** Its grace is over. */
  | { readonly kind: 'remove'; readonly was: Mark }

/** What a run makes of a row's mark. */
export function markOf(
  was: Mark | undefined,
  isReferredTo: boolean,
  { nowMs, unreferencedDays }: { readonly nowMs: number; readonly unreferencedDays: number },
): MarkDecision {
  if (isReferredTo) return was === undefined ? { kind: 'leave' } : { kind: 'unmark', was }
  const goesOn = was !== undefined && nowMs - was.seenMs <= longestGapMs
  if (!goesOn) return { kind: 'mark', was, mark: { sinceMs: nowMs, seenMs: nowMs } }
  if (nowMs - was.sinceMs >= unreferencedDays * dayMs) return { kind: 'remove', was }
  return { kind: 'mark', was, mark: { sinceMs: was.sinceMs, seenMs: nowMs } }
}
