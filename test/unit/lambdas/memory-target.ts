import type { AccountLimits } from '../../../lambdas/accounts/account-limits.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { noLimits } from '../../server/no-limits.ts'
import { serverFetch } from '../../server/server-fetch.ts'
import type { HttpTarget } from '../../suites/http-target.ts'

/** A memory server, its clock, and how a suite's callers reach it. */
export interface MemoryTarget extends HttpTarget {
  readonly server: MemoryServer
  readonly clock: { nowMs(): number; advance(ms: number): void }
}

export function memoryTarget(limits: AccountLimits = noLimits): MemoryTarget {
  let nowMs = Date.UTC(2026, 0, 1)
  const clock = {
    nowMs: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms
    },
  }
  const server = createMemoryServer({ clock, limits })
  const access = async (user: string) => server.tokens.access(user)
  return { name: 'memory', apiUrl: server.apiUrl, fetch: serverFetch(server), tokens: { access }, server, clock }
}
