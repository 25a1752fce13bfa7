import type { Retention } from '../retention/retention.ts'

const dayMs = 24 * 60 * 60 * 1000

/** When a version made at this time ends; whole seconds, as the store counts the life of its rows. */
export function expiresAtMs(madeAtMs: number, { historyDays }: Pick<Retention, 'historyDays'>): number {
  return Math.ceil((madeAtMs + historyDays * dayMs) / 1000) * 1000
}
