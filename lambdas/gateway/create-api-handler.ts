import middy, { type MiddlewareObj } from '@middy/core'
import type { Context } from 'aws-lambda'
import type { FunctionName, Route } from '#contract/route.ts'
import type { RouteName } from '#contract/routes.ts'
import type { Authenticate, Caller } from '../auth/caller.ts'
import type { Clock } from '../clock/clock.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { ApiReply } from './api-reply.ts'
import type { ApiRequest } from './api-request.ts'
import { checkContractVersion } from './check-contract-version.ts'
import { type GatewayResponse, gatewayResponse } from './gateway-response.ts'
import { logRequests } from './log-requests.ts'
import { matchRoute } from './match-route.ts'
import { meterRequests } from './meter-requests.ts'
import { parseInput, type RouteInput } from './parse-input.ts'
import { problemReply } from './problem-reply.ts'
import { readGatewayEvent } from './read-gateway-event.ts'
import type { RequestLog } from './request-log.ts'
import type { RouteHandler, RouteHandlers } from './route-handler.ts'

export interface ApiHandlerOptions<F extends FunctionName> {
  readonly handlers: RouteHandlers<F>
  readonly authenticate: Authenticate
  readonly log: RequestLog
  readonly metrics: Metrics
  readonly clock: Clock
}

export type ApiHandler = (event: unknown, context: Context) => Promise<GatewayResponse>

interface RoutedRequest extends ApiRequest {
  readonly name: RouteName
  readonly route: Route
}
type AuthenticatedRequest = RoutedRequest & { readonly caller: Caller }
type ParsedRequest = AuthenticatedRequest & { readonly input: RouteInput }
type Step<Event> = MiddlewareObj<Event, GatewayResponse>

/** The handler of one deployed function; the order of its steps is the order below. */
export function createApiHandler<F extends FunctionName>(options: ApiHandlerOptions<F>): ApiHandler {
  const { handlers, authenticate, log, metrics, clock } = options
  const meters = meterRequests(metrics)
  const handler = middy<ParsedRequest, GatewayResponse>()
    .use(logRequests(log, clock))
    .use(meters.step)
    .use(answerProblems)
    .use(normaliseEvent)
    .use(speakContract)
    .use(authenticateCaller(authenticate))
    .use(routeAndParse(handlers))
    .handler(async ({ name, input, caller, headers, requestId }: ParsedRequest, context) => {
      const handle = (handlers as Partial<Record<RouteName, RouteHandler<RouteName>>>)[name]
      if (handle === undefined) throw new ApiFailure('route-not-found')
      const reply: ApiReply = await handle({ ...input, caller, headers, meter: meters.meterOf(context) } as never)
      return gatewayResponse(reply, requestId)
    })
  return handler as unknown as ApiHandler
}

const answerProblems: Step<ApiRequest> = {
  onError: (request) => {
    const requestId = request.event.requestId ?? request.context.awsRequestId
    request.response = gatewayResponse(problemReply(request.error, requestId), requestId)
  },
}

const normaliseEvent: Step<ApiRequest> = {
  before: (request) => {
    request.event = readGatewayEvent(request.event)
  },
}

const speakContract: Step<ApiRequest> = { before: ({ event }) => checkContractVersion(event) }

function authenticateCaller(authenticate: Authenticate): Step<AuthenticatedRequest> {
  return {
    before: async ({ event }) => void Object.assign(event, { caller: await authenticate(event) }),
  }
}

function routeAndParse(handlers: object): Step<ParsedRequest> {
  return {
    before: ({ event }) => {
      const match = matchRoute(event.routeKey)
      if (match === undefined || !(match.name in handlers)) throw new ApiFailure('route-not-found')
      Object.assign(event, match, { input: parseInput(match.route, event) })
    },
  }
}
