import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'
import { verifyToken } from '../../lambdas/auth/verify-token.ts'
import type { Clock } from '../../lambdas/clock/clock.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { type Backend, createBackend } from '../../testing/cloud/create-backend.ts'
import type { ServerReply, ServerRequest } from '../../testing/cloud/http-message.ts'
import type { FunctionPorts } from '../../testing/cloud/run-functions.ts'
import { createMemoryTokens, type MemoryTokens } from './memory-tokens.ts'
import { noLimits } from './no-limits.ts'
import { shippedRetention } from './shipped-retention.ts'

/** `lost`: the line breaks; the sender sees a `TypeError`, as from `fetch`. */
export type Fault = ServerReply | 'lost' | undefined

export interface MemoryServer extends Omit<Backend, 'answer'> {
  readonly tokens: MemoryTokens
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
  const tokens = createMemoryTokens(clock)
  const authenticate = verifyToken(tokens, clock, tokens.keys)
  const adapt = options.adapt ? { adapt: options.adapt } : {}
  const { answer, ...backend } = createBackend({ clock, limits, retention, authenticate, ...adapt })
  const server: MemoryServer = {
    ...{ ...backend, tokens },
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
