import type { CountedAccount } from '../../lambdas/accounts/dynamo-account-attributes.ts'
import { noUsage, type Usage } from '../../lambdas/accounts/usage.ts'
import type { UsageBook } from '../../lambdas/housekeeping/usage-book.ts'
import type { MemoryDatabase } from '../../testing/cloud/memory-database.ts'

export class MemoryUsageBook implements UsageBook {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async read(userId: string): Promise<CountedAccount> {
    const erasedByMs = [...(this.#database.erasures.get(userId)?.values() ?? [])].at(-1)
    const counted = this.#database.accounts.get(userId) ?? { usage: noUsage, rev: 0 }
    return { ...counted, ...(erasedByMs === undefined ? {} : { erasedByMs }) }
  }

  async correct(userId: string, rev: number, usage: Usage): Promise<boolean> {
    if ((this.#database.accounts.get(userId)?.rev ?? 0) !== rev) return false
    this.#database.accounts.set(userId, { usage, rev: rev + 1 })
    return true
  }
}
