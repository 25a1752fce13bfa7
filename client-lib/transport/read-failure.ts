import * as v from 'valibot'
import { type ErrorCode, Problem, payloadOfCode, statusOfCode } from '#contract/errors.ts'
import * as limits from '#contract/limits.ts'
import { ApiFailure, type ApiProblem } from './api-failure.ts'
import { parseJson } from './parse-json.ts'
import { UnexpectedReply } from './unexpected-reply.ts'

/** Of a gateway that names no time. */
const gatewayWaitMs = 1000

/** The error that an answer of 400 or more stands for. */
export function readFailure(
  status: number,
  text: string,
  retryAfterMs: number | undefined,
): ApiFailure | UnexpectedReply {
  const body = parseJson(text)
  const problem = v.safeParse(Problem, body)
  if (problem.success) return readProblem(problem.output, body, { status, retryAfterMs })
  const made = isOfGateway(body) ? gatewayProblem(status, retryAfterMs) : undefined
  if (!made) return new UnexpectedReply(status, body === undefined ? body : 'no problem that is known', retryAfterMs)
  return new ApiFailure(made, { status, detail: `The gateway answered ${status}.`, retryAfterMs })
}

function readProblem(
  { code, detail, requestId }: Problem,
  body: unknown,
  { status, retryAfterMs }: Pick<ApiFailure, 'status' | 'retryAfterMs'>,
): ApiFailure | UnexpectedReply {
  if (!isErrorCode(code)) return new UnexpectedReply(status, `an unknown code, ${code}`, retryAfterMs)
  const payload = v.safeParse(payloadSchema(code), body)
  if (!payload.success) return new UnexpectedReply(status, `${code} without what it carries`, retryAfterMs)
  // Sound: the schema that parsed the payload was chosen by this very code.
  const parsed = { ...(payload.output as object), code } as ApiProblem
  return new ApiFailure(parsed, { status, detail, requestId, retryAfterMs })
}

/** What API Gateway answers by itself, before any function ran: a message, or null where it has none. */
function isOfGateway(body: unknown): boolean {
  const { message, Message = message }: Record<string, unknown> = Object(body)
  return Message === null || typeof Message === 'string'
}

function gatewayProblem(status: number, waitMs = gatewayWaitMs): ApiProblem | undefined {
  if (status === 401 || status === 403) return { code: 'unauthenticated' }
  if (status === 404) return { code: 'route-not-found' }
  if (status === 413) return { code: 'request-too-large', limitBytes: limits.requestBodyBytes }
  if (status === 429) return { code: 'rate-limited', retryAfterMs: waitMs }
  if (status === 500) return { code: 'internal' }
  if (status > 500) return { code: 'unavailable', retryAfterMs: waitMs }
  return undefined
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(statusOfCode, code)
}

function payloadSchema(code: ErrorCode): v.GenericSchema {
  return code in payloadOfCode ? payloadOfCode[code as keyof typeof payloadOfCode] : v.object({})
}
