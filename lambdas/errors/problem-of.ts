import { type Problem, statusOfCode } from '#contract/errors.ts'
import { ApiFailure } from './api-failure.ts'

/** The problem document of whatever was thrown; what is no `ApiFailure` shows nothing of its inside. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  const failure: ApiFailure = thrown instanceof ApiFailure ? thrown : new ApiFailure('internal')
  return {
    ...failure.payload,
    type: `urn:reelsync:problem:${failure.code}`,
    title: failure.code.replaceAll('-', ' '),
    status: statusOfCode[failure.code],
    detail: failure.message,
    code: failure.code,
    requestId,
  }
}
