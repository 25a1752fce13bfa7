import type * as v from 'valibot'
import type { ErrorCode, payloadOfCode } from '#contract/errors.ts'

/** What a code carries, from the contract; codes without an entry carry nothing. */
export type PayloadOf<C extends ErrorCode> = C extends keyof typeof payloadOfCode
  ? v.InferOutput<(typeof payloadOfCode)[C]>
  : undefined
