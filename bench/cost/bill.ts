import { monthAmounts } from './month-amounts.ts'
import { costOf, type PriceName, prices } from './prices.ts'

export interface Bill {
  readonly lines: Readonly<Record<PriceName, number>>
  /** USD of one month, all users together. */
  readonly total: number
  readonly perUser: number
  /** Of that, what the sync itself costs: without the bytes kept and fetched, and without signing in. */
  readonly perUserForSync: number
}

/** What so many active users cost in a month, in USD. */
export function billOf(users: number): Bill {
  const amounts = monthAmounts(users)
  const names = Object.keys(prices) as PriceName[]
  const lines = Object.fromEntries(names.map((name) => [name, costOf(name, amounts[name])])) as Bill['lines']
  const total = Object.values(lines).reduce((sum, line) => sum + line, 0)
  const notSync = lines.objectGb + lines.transferGb + lines.activeUsers
  return { lines, total, perUser: total / users, perUserForSync: (total - notSync) / users }
}
