import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { Authenticate } from '../../lambdas/auth/caller.ts'
import type { Clock } from '../../lambdas/clock/clock.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { answerStoreRequest } from './answer-store-request.ts'
import type { ServerReply, ServerRequest } from './http-message.ts'
import { MemoryAccountTable } from './memory-account-table.ts'
import { MemoryAssetLedger } from './memory-asset-ledger.ts'
import { MemoryAssetStore } from './memory-asset-store.ts'
import { createMemoryDatabase, type MemoryDatabase } from './memory-database.ts'
import { MemoryHistory } from './memory-history.ts'
import { MemoryMediaTable } from './memory-media-table.ts'
import { MemoryMetrics } from './memory-metrics.ts'
import { MemoryProjectStore } from './memory-project-store.ts'
import { MemorySnapshotLedger } from './memory-snapshot-ledger.ts'
import { MemoryUrlSigner } from './memory-url-signer.ts'
import { MemoryVersionStore } from './memory-version-store.ts'
import { type FunctionPorts, runFunctions } from './run-functions.ts'
import { tellHistory } from './tell-history.ts'
import { ToldProjectStore } from './told-project-store.ts'

export interface BackendOptions {
  /** Drives token life, address life and times of rows. */
  readonly clock: Clock
  /** What each user may have. */
  readonly limits: AccountLimits
  readonly retention: Retention
  readonly authenticate: Authenticate
  /** Puts other stores in the place of these, for a test of what then goes wrong. */
  readonly adapt?: (ports: FunctionPorts) => FunctionPorts
}

/** The whole backend in memory: the deployed functions' own handlers and middleware, over maps. */
export interface Backend {
  /** Without a trailing slash; routes are `${apiUrl}/api/…`. */
  readonly apiUrl: string
  /** Where presigned addresses point. */
  readonly storeUrl: string
  readonly database: MemoryDatabase
  readonly objects: MemoryAssetStore
  /** Every line the functions logged, as JSON. */
  readonly log: readonly string[]
  /** What each request counted. */
  readonly metrics: MemoryMetrics
  /** Takes all that a client sends, to the API and to presigned addresses alike. */
  answer(request: ServerRequest): Promise<ServerReply>
}

const apiUrl = 'https://api.memory.test'
const storeUrl = 'https://store.memory.test'

export function createBackend({ clock, limits, retention, authenticate, adapt }: BackendOptions): Backend {
  const database = createMemoryDatabase()
  const objects = new MemoryAssetStore(clock)
  const signer = new MemoryUrlSigner(storeUrl, clock)
  const log: string[] = []
  const streamed = { history: new MemoryHistory(database), clock, retention }
  const ports: FunctionPorts = {
    // In the history once they are written: the deployed stream does it a little later.
    projects: new ToldProjectStore(new MemoryProjectStore(database, limits), (place, row) =>
      tellHistory(streamed, place, row),
    ),
    versions: new MemoryVersionStore(database),
    media: new MemoryMediaTable(database),
    ledger: new MemoryAssetLedger(database, limits),
    snapshots: new MemorySnapshotLedger(database, limits),
    accounts: new MemoryAccountTable(database),
    ...{ store: objects, objects, signer, addresses: signer, clock, limits },
  }
  const metrics = new MemoryMetrics()
  const functions = runFunctions(adapt?.(ports) ?? ports, { authenticate, retention, lines: log, metrics })
  let requests = 0
  return {
    ...{ apiUrl, storeUrl, database, objects, log, metrics },
    answer: async (request) => {
      if (request.url.startsWith(storeUrl)) return answerStoreRequest(objects, signer, clock, request)
      requests += 1
      return functions(request, `request-${requests}`)
    },
  }
}
