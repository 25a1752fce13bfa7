import type { Gateway } from '../stage/stage.ts'

/** The route as it is named in the contract: each gateway leaves the other's variable empty. */
const routeOf = {
  http: '$context.routeKey',
  rest: '$context.resourcePath',
} as const satisfies Record<Gateway['kind'], string>

/** What each call leaves in the log. Never the query, a header or a token: they hold what opens an account. */
export function accessLogFields(kind: Gateway['kind']) {
  return {
    requestId: '$context.requestId',
    time: '$context.requestTime',
    method: '$context.httpMethod',
    route: routeOf[kind],
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
  } as const
}
