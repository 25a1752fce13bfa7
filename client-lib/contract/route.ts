import type * as v from 'valibot'
import type { Call } from './calls.ts'
import type { ErrorCode } from './errors.ts'

/** The deployed functions; infra gives each the permissions of its routes alone. */
export type FunctionName = 'projects' | 'media'

/** A call, and what only its server reads of it. */
export interface Route extends Call {
  /** Which function serves it. */
  readonly function: FunctionName
  readonly params: v.GenericSchema
  readonly query: v.GenericSchema
  readonly body: v.GenericSchema
  /** Beside `commonErrors` (`routes.ts`). */
  readonly errors: readonly ErrorCode[]
  /** Answers an ETag, and 304 with no body where `if-none-match` names it. */
  readonly conditional?: true
  /** States of the reply that travel as 202 with `retry-after`: not done yet, ask again. */
  readonly unfinished?: readonly string[]
  /** Answers 201 where it made something, and 200 where that was there already. */
  readonly creates?: true
}
