import type { UsageReply } from '#contract/usage.ts'
import type { AccountLimits } from './account-limits.ts'
import type { AccountTable } from './account-table.ts'

export interface GetUsagePorts {
  readonly accounts: AccountTable
  readonly limits: AccountLimits
}

/** What a user has, and may have. One read. */
export async function getUsage({ accounts, limits }: GetUsagePorts, userId: string): Promise<UsageReply> {
  const { storedBytes, projects, openUploads } = await accounts.usage(userId)
  return {
    storedBytes: { used: storedBytes, limit: limits.storedBytes },
    projects: { used: projects, limit: limits.projects },
    openUploads: { used: openUploads, limit: limits.openUploads },
    fileBytes: { limit: limits.fileBytes },
  }
}
