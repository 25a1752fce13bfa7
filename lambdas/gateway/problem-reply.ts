import { problemContentType } from '#contract/errors.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { problemOf } from '../errors/problem-of.ts'
import type { ApiReply } from './api-reply.ts'

/** Every error leaves through here, as RFC 9457 problem details. */
export function problemReply(thrown: unknown, requestId: string): ApiReply {
  const problem = problemOf(thrown, requestId)
  return {
    status: problem.status,
    headers: { 'content-type': problemContentType, ...retryAfter(thrown) },
    body: problem,
  }
}

function retryAfter(thrown: unknown): Record<string, string> {
  const payload = thrown instanceof ApiFailure ? thrown.payload : undefined
  if (payload === undefined || !('retryAfterMs' in payload)) return {}
  return { 'retry-after': String(Math.ceil(payload.retryAfterMs / 1000)) }
}
