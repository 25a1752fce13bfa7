import type * as v from 'valibot'
import type { ErrorCode, payloadOfCode } from '#contract/errors.ts'

type Payloads = typeof payloadOfCode
type PayloadOf<C extends ErrorCode> = C extends keyof Payloads ? v.InferOutput<Payloads[C]> : unknown

/** A problem the server named, with what its code carries. */
export type ApiProblem = { readonly [C in ErrorCode]: { readonly code: C } & PayloadOf<C> }[ErrorCode]

/** The server understood the request and said no. Told apart by `problem.code`. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly problem: ApiProblem
  readonly status: number
  /** Names the request in the server's log; absent where the gateway answered by itself. */
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    problem: ApiProblem,
    context: { status: number; detail: string; requestId?: string | undefined; retryAfterMs?: number | undefined },
  ) {
    super(context.detail)
    this.problem = problem
    this.status = context.status
    this.requestId = context.requestId
    this.retryAfterMs = context.retryAfterMs
  }

  get code(): ErrorCode {
    return this.problem.code
  }
}
