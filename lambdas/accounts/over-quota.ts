import type { AccountLimits } from './account-limits.ts'
import type { Usage, UsageChange } from './usage.ts'

/** A change was not made, for it would take its user over a limit. */
export interface OverQuota {
  readonly kind: 'over-quota'
  readonly quota: keyof Usage
  readonly limit: number
  /** Without the change, in the limit's unit. */
  readonly used: number
}

const quotas: readonly (keyof Usage)[] = ['storedBytes', 'projects', 'openUploads']

/** The first limit that a change would go over; undefined where it stays within all. */
export function overQuota(usage: Usage, change: UsageChange, limits: AccountLimits): OverQuota | undefined {
  for (const quota of quotas) {
    const [by, limit, used] = [change[quota] ?? 0, limits[quota], usage[quota]]
    if (by > 0 && limit !== 'none' && used + by > limit) return { kind: 'over-quota', quota, limit, used }
  }
  return undefined
}
