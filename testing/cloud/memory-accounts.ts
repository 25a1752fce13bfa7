import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import { type OverQuota, overQuota } from '../../lambdas/accounts/over-quota.ts'
import { noUsage, type UsageChange } from '../../lambdas/accounts/usage.ts'
import type { MemoryDatabase } from './memory-database.ts'

/** Counts a change, to be made with the change itself and no await between; what is over a limit is not counted. */
export function countInMemory(
  { accounts }: MemoryDatabase,
  userId: string,
  change: UsageChange,
  limits?: AccountLimits,
): OverQuota | undefined {
  const { usage, rev } = accounts.get(userId) ?? { usage: noUsage, rev: 0 }
  const over = limits === undefined ? undefined : overQuota(usage, change, limits)
  if (over !== undefined) return over
  const { storedBytes = 0, projects = 0, openUploads = 0 } = change
  accounts.set(userId, {
    usage: {
      storedBytes: Math.max(0, usage.storedBytes + storedBytes),
      projects: Math.max(0, usage.projects + projects),
      openUploads: Math.max(0, usage.openUploads + openUploads),
    },
    rev: rev + 1,
  })
  return undefined
}
