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
    const wished = this.#database.erasures.get(userId)
    if (wished?.id === erasureId) return wished.atMs
    this.#database.erasures.set(userId, { id: erasureId, atMs: nowMs })
    return nowMs
  }
}
