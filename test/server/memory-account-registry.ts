import type {
  AccountPage,
  AccountRegistry,
  Lease,
  LeaseOutcome,
  Pass,
} from '../../lambdas/housekeeping/account-registry.ts'
import { LeaseLost } from '../../lambdas/housekeeping/lease-lost.ts'
import type { MemoryDatabase } from '../../testing/cloud/memory-database.ts'

const accountsAPage = 2

export class MemoryAccountRegistry implements AccountRegistry {
  readonly #database: Pick<MemoryDatabase, 'accounts'>
  #lease: Lease | undefined
  #pass: Pass | undefined

  constructor(database: Pick<MemoryDatabase, 'accounts'>) {
    this.#database = database
  }

  async lease(lease: Lease, nowMs: number): Promise<LeaseOutcome> {
    const held = this.#lease
    if (held !== undefined && held.owner !== lease.owner && held.untilMs > nowMs) return { kind: 'held' }
    this.#lease = lease
    return { kind: 'leased', pass: this.#pass }
  }

  async save(owner: string, pass: Pass): Promise<void> {
    if (this.#lease?.owner !== owner) throw new LeaseLost()
    this.#pass = pass
  }

  async page(after = ''): Promise<AccountPage> {
    const rest = [...this.#database.accounts.keys()].sort().filter((userId) => userId > after)
    return { userIds: rest.slice(0, accountsAPage), isLast: rest.length <= accountsAPage }
  }

  async release(owner: string): Promise<void> {
    if (this.#lease?.owner !== owner) throw new LeaseLost()
    this.#lease = undefined
  }
}
