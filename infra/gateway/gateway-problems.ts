import { ResponseType } from 'aws-cdk-lib/aws-apigateway'
import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import * as limits from '#contract/limits.ts'

/** What a REST API answers by itself, as the problem document that a function would have answered. */
export interface GatewayProblem {
  readonly status: number
  /** JSON; API Gateway writes the request's id into it. */
  readonly body: string
  readonly retryAfterSeconds?: number
}

const unknownRoute = problem('route-not-found', 'The API has no such route.')
const busy = problemWithWait('unavailable', 'The function did not answer in time; try again in a moment.', 5)
const tooMany = problemWithWait('rate-limited', 'Too many requests; try again in a moment.', 1)

/** By the gateway's own kinds; the two defaults are for all the others. */
export const gatewayProblems: ReadonlyMap<ResponseType, GatewayProblem> = new Map([
  // So it calls a route that it does not have.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, unknownRoute],
  [ResponseType.RESOURCE_NOT_FOUND, unknownRoute],
  [ResponseType.THROTTLED, tooMany],
  [ResponseType.QUOTA_EXCEEDED, tooMany],
  [ResponseType.INTEGRATION_TIMEOUT, busy],
  [ResponseType.INTEGRATION_FAILURE, busy],
  [
    ResponseType.REQUEST_TOO_LARGE,
    problem('request-too-large', `A request body may hold at most ${limits.requestBodyBytes} bytes.`, {
      limitBytes: limits.requestBodyBytes,
    }),
  ],
  [
    ResponseType.DEFAULT_4XX,
    problem('invalid-request', 'The gateway refused the request before the API saw it.', {
      issues: [{ path: '', message: 'is no request that the gateway lets through' }],
    }),
  ],
  [ResponseType.DEFAULT_5XX, problem('internal', 'The gateway failed; the request id leads to its log.')],
])

function problem(code: ErrorCode, detail: string, payload: object = {}): GatewayProblem {
  const status = statusOfCode[code]
  const type = `urn:reelsync:problem:${code}`
  const title = code.replaceAll('-', ' ')
  const requestId = '$context.requestId'
  return { status, body: JSON.stringify({ ...payload, type, title, status, detail, code, requestId }) }
}

function problemWithWait(code: 'unavailable' | 'rate-limited', detail: string, retryAfterSeconds: number) {
  return { ...problem(code, detail, { retryAfterMs: retryAfterSeconds * 1000 }), retryAfterSeconds }
}
