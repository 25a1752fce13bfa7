import { insideOf } from '../../../client-lib/lifecycle/inside-of.ts'
import { mostRetries } from '../../../client-lib/retry/retry-budget.ts'
import type { RunContext } from '../run/run-context.ts'
import type { SimTab } from '../world/sim-tab.ts'

const minuteMs = 60_000

/** Retries that fail are never more than fresh requests, but for what the budget holds, a minute and the user's word give. */
export function checkRetries(
  { page, sync, openedAtMs, userRetries }: SimTab,
  clockForwardMs: number,
  context: RunContext,
): void {
  const tries = Object.values(insideOf(sync).parts.retries.tries())
  const sum = (of: 'fresh' | 'retried' | 'recovered') => tries.reduce((total, one) => total + one[of], 0)
  const minutes = Math.ceil((context.time.nowMs - openedAtMs + clockForwardMs) / minuteMs)
  const failed = sum('retried') - sum('recovered')
  if (failed <= sum('fresh') + mostRetries + minutes + userRetries) return
  context.verdict.fail(
    '6 retries over budget',
    `${page.name} retried ${failed} times in vain beside ${sum('fresh')} requests`,
  )
}
