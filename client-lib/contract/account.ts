import * as v from 'valibot'
import { WholeNumber } from './whole-number.ts'

export const EraseAccountReply = v.variant('state', [
  /** Travels as 202: some projects are there still; ask again with the same `erasureId`. */
  v.object({ state: v.literal('erasing'), retryAfterMs: WholeNumber }),
  /** No project of before is there any more. Rows and bytes are gone by then at the latest, for nobody can reach them. */
  v.object({ state: v.literal('erased'), goneByMs: WholeNumber }),
])
export type EraseAccountReply = v.InferOutput<typeof EraseAccountReply>
