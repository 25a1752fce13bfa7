import type { Call } from '#contract/calls.ts'
import type { ErrorCode } from '#contract/errors.ts'
import type { RouteName } from '#contract/routes.ts'
import type { TokenSource } from '../cloud-sync.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'
import { createAccountTokens } from './account-tokens.ts'
import type { ApiAnswer, ApiClient, ApiReply, ApiRequest, PlainRequest } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'
import { buildRequest } from './build-request.ts'
import { NetworkFailed } from './network-failed.ts'
import { NotSignedIn } from './not-signed-in.ts'
import { readReply } from './read-reply.ts'
import { sendInTime } from './send-in-time.ts'
import type { Transport } from './transport.ts'
import { UnexpectedReply } from './unexpected-reply.ts'

export interface ApiClientOptions {
  readonly apiUrl: string
  /** Whose tokens may be sent. */
  readonly account: string | null
  readonly getToken: TokenSource
  readonly locks: Locks
  readonly transport: Transport
  readonly clock: Clock
  /** How long an answer may take, in ms; API Gateway itself gives up after 30 s. */
  readonly timeoutMs?: number
  /** Told after each try whether anything answered at all. */
  readonly onReachable?: (reachable: boolean) => void
  /** Told when a request found no token that is taken, or the server does not speak this client's contract any more. */
  readonly onRefused?: (
    what: { readonly signedIn: false } | { readonly refusal: { readonly code: ErrorCode; readonly detail: string } },
  ) => void
}

const defaultTimeoutMs = 45_000

/** The typed client over a transport: one request, and after a 401 one more with a newer token. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { apiUrl, clock, transport, timeoutMs = defaultTimeoutMs, onReachable } = options
  const tokens = createAccountTokens(options, { clock, timeoutMs })

  async function send<N extends RouteName>(
    route: Call<N>,
    request: ApiRequest<N>,
    token: string,
  ): Promise<ApiReply<N>> {
    const { signal } = request
    try {
      const limits = { signal, clock, timeoutMs }
      const reply = await sendInTime(buildRequest(apiUrl, route, request, token), transport, limits)
      onReachable?.(true)
      const answer = await readReply(route, reply, clock.nowMs())
      if (answer.kind === 'not-modified' && request.ifNoneMatch === undefined)
        throw new UnexpectedReply(304, 'nothing was named that could be unchanged')
      return answer
    } catch (error) {
      if (error instanceof NetworkFailed) onReachable?.(false)
      throw error
    }
  }

  async function callOnce<N extends RouteName>(route: Call<N>, request: ApiRequest<N>): Promise<ApiReply<N>> {
    const token = await tokens.current(request.signal)
    try {
      return await send(route, request, token)
    } catch (error) {
      if (!isRefusedToken(error)) throw error
    }
    const newer = await tokens.newerThan(token, request.signal)
    try {
      return await send(route, request, newer)
    } catch (error) {
      throw isRefusedToken(error) ? new NotSignedIn('refused') : error
    }
  }

  function call<N extends RouteName>(route: Call<N>, request: PlainRequest<N>): Promise<ApiAnswer<N>>
  function call<N extends RouteName>(route: Call<N>, request: ApiRequest<N>): Promise<ApiReply<N>>
  async function call<N extends RouteName>(route: Call<N>, request: ApiRequest<N>): Promise<ApiReply<N>> {
    try {
      return await callOnce(route, request)
    } catch (error) {
      if (error instanceof NotSignedIn) options.onRefused?.({ signedIn: false })
      if (error instanceof ApiFailure && error.code === 'upgrade-required')
        options.onRefused?.({ refusal: { code: error.code, detail: error.message } })
      throw error
    }
  }

  return { call }
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof ApiFailure && (error.code === 'unauthenticated' || error.code === 'token-expired')
}
