import type { MiddlewareObj } from '@middy/core'
import type { Clock } from '../clock/clock.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { causeFields } from '../errors/cause-fields.ts'
import type { ApiRequest } from './api-request.ts'
import type { GatewayResponse } from './gateway-response.ts'
import type { RequestLog } from './request-log.ts'

/** One line a request: id, route, status, code, time. Never headers, bodies or signed addresses. */
export function logRequests(log: RequestLog, clock: Clock): MiddlewareObj<ApiRequest, GatewayResponse> {
  const startedAtMs = new WeakMap<object, number>()
  const fieldsOf = (request: Parameters<NonNullable<MiddlewareObj<ApiRequest, GatewayResponse>['after']>>[0]) => ({
    requestId: request.event.requestId ?? request.context.awsRequestId,
    route: request.event.routeKey,
    status: request.response?.statusCode,
    durationMs: clock.nowMs() - (startedAtMs.get(request.context) ?? clock.nowMs()),
  })
  return {
    before: (request) => void startedAtMs.set(request.context, clock.nowMs()),
    after: (request) => log.info('answered', fieldsOf(request)),
    onError: (request) => {
      const { error } = request
      if (error instanceof ApiFailure) log.info('refused', { ...fieldsOf(request), code: error.code, ...whyOf(error) })
      else log.error('failed', { ...fieldsOf(request), code: 'internal', ...causeFields(error) })
    },
  }
}

/** What made a store or an issuer unavailable: no caller is told. */
function whyOf({ cause }: ApiFailure): Record<string, unknown> {
  return cause === undefined ? {} : causeFields(cause)
}
