import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import type { Clock } from '../../lambdas/clock/clock.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { answerStoreRequest } from './answer-store-request.ts'
import { createFunctions, type FunctionPorts } from './create-functions.ts'
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
import { createMemoryTokens, type MemoryTokens } from './memory-tokens.ts'
import { MemoryUrlSigner } from './memory-url-signer.ts'
import { MemoryVersionStore } from './memory-version-store.ts'
import { noLimits } from './no-limits.ts'
import { shippedRetention } from './shipped-retention.ts'
import { StreamedProjectStore } from './streamed-project-store.ts'

/** `lost`: the line breaks; the sender sees a `TypeError`, as from `fetch`. */
export type Fault = ServerReply | 'lost' | undefined

export interface MemoryServer {
  /** Without a trailing slash; routes are `${apiUrl}/api/…`. */
  readonly apiUrl: string
  /** Where presigned addresses point. */
  readonly storeUrl: string
  readonly tokens: MemoryTokens
  readonly database: MemoryDatabase
  readonly objects: MemoryAssetStore
  /** Every line the functions logged, as JSON. */
  readonly log: readonly string[]
  /** What each request counted. */
  readonly metrics: MemoryMetrics
  /** Runs before a request is handled: what it answers is answered instead, and nothing is changed. */
  beforeHandling: (request: ServerRequest) => Fault | Promise<Fault>
  /** Runs after a request was handled, whatever it changed: what it answers replaces the reply. */
  afterHandling: (request: ServerRequest, reply: ServerReply) => Fault | Promise<Fault>
  handle(request: ServerRequest): Promise<ServerReply>
}

export interface MemoryServerOptions {
  /** Drives token life, address life and times of rows; the machine's when left out. */
  readonly clock?: Clock
  /** What each user may have; as much as they like when left out. */
  readonly limits?: AccountLimits
  /** How long what is no longer in use is kept; as production has it when left out. */
  readonly retention?: Retention
  /** Puts other stores in the place of these, for a test of what then goes wrong. */
  readonly adapt?: (ports: FunctionPorts) => FunctionPorts
}

const apiUrl = 'https://api.memory.test'
const storeUrl = 'https://store.memory.test'

/**
 * The whole backend in memory: the deployed functions' own handlers, middleware and token checks, over maps.
 *
 * Send it everything a client sends, to the API and to presigned addresses alike. A lost reply after the commit is
 * `server.afterHandling = (request) => (request.method === 'PUT' ? 'lost' : undefined)`.
 *
 * @throws TypeError from `handle` when a hook answers `lost`
 * @example
 * const server = createMemoryServer()
 * const authorization = `Bearer ${server.tokens.access('ada')}`
 * await server.handle({ method: 'GET', url: `${server.apiUrl}/api/projects`, headers: { authorization, 'x-reelsync-contract': '1' } })
 */
export function createMemoryServer(options: MemoryServerOptions = {}): MemoryServer {
  const { clock = { nowMs: () => Date.now() }, limits = noLimits, retention = shippedRetention } = options
  const database = createMemoryDatabase()
  const objects = new MemoryAssetStore(clock)
  const signer = new MemoryUrlSigner(storeUrl, clock)
  const tokens = createMemoryTokens(clock)
  const log: string[] = []
  const history = new MemoryHistory(database)
  const streamed = { history, clock, retention }
  const ports: FunctionPorts = {
    projects: new StreamedProjectStore(new MemoryProjectStore(database, limits), streamed),
    versions: new MemoryVersionStore(database),
    media: new MemoryMediaTable(database),
    ledger: new MemoryAssetLedger(database, limits),
    snapshots: new MemorySnapshotLedger(database, limits),
    accounts: new MemoryAccountTable(database),
    ...{ store: objects, objects, signer, addresses: signer, clock, limits },
  }
  const metrics = new MemoryMetrics()
  const functions = createFunctions(options.adapt?.(ports) ?? ports, tokens, log, metrics, retention)
  let requests = 0

  const answer = async (request: ServerRequest): Promise<ServerReply> => {
    if (request.url.startsWith(storeUrl)) return answerStoreRequest(objects, signer, clock, request)
    requests += 1
    return functions(request, `request-${requests}`)
  }
  const server: MemoryServer = {
    ...{ apiUrl, storeUrl, tokens, database, objects, log, metrics },
    beforeHandling: () => undefined,
    afterHandling: () => undefined,
    handle: async (request) => {
      const instead = await server.beforeHandling(request)
      if (instead !== undefined) return replyOr(instead)
      const reply = await answer(request)
      return replyOr((await server.afterHandling(request, reply)) ?? reply)
    },
  }
  return server
}

function replyOr(fault: ServerReply | 'lost'): ServerReply {
  if (fault === 'lost') throw new TypeError('fetch failed: the line broke')
  return fault
}
