import type { ErrorCode, payloadOfCode } from '#contract/errors.ts'
import type { PayloadOf } from './payload-of.ts'
import { sentenceOfCode } from './sentence-of-code.ts'

/** The cause is for the log: no caller is told it. */
type Told<C extends ErrorCode> = C extends keyof typeof payloadOfCode
  ? [payload: PayloadOf<C>, options?: { readonly cause: unknown }]
  : []

/** A refusal the caller is told: its code decides status, sentence and payload. Anything else thrown is `internal`. */
export class ApiFailure<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ApiFailure'
  readonly code: C
  readonly payload: PayloadOf<C>

  constructor(code: C, ...[payload, options]: Told<C>) {
    super(sentenceOfCode[code](payload as never), options)
    this.code = code
    this.payload = payload as PayloadOf<C>
  }
}
