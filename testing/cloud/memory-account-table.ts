import type { AccountTable } from '../../lambdas/accounts/account-table.ts'
import { noUsage, type Usage } from '../../lambdas/accounts/usage.ts'
import type { MemoryDatabase } from './memory-database.ts'

export class MemoryAccountTable implements AccountTable {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async usage(userId: string): Promise<Usage> {
    return this.#database.accounts.get(userId)?.usage ?? noUsage
  }

  async wishErasure(userId: string, erasureId: string, nowMs: number): Promise<number> {
    const wishes = this.#database.erasures.get(userId) ?? new Map<string, number>()
    const wishedAtMs = wishes.get(erasureId)
    if (wishedAtMs !== undefined) return wishedAtMs
    this.#database.erasures.set(userId, new Map([...wishes, [erasureId, nowMs]]))
    return nowMs
  }
}
