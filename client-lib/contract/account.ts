import * as v from 'valibot'
import { MutationId } from './ids.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const EraseAccountBody = v.strictObject({
  /** The idempotency key of this wish: asked again with it, nothing goes that was made since it was first asked. */
  erasureId: MutationId,
  /** What nobody sends by mistake. */
  confirm: v.literal('erase everything of mine'),
})
export type EraseAccountBody = v.InferOutput<typeof EraseAccountBody>

export const EraseAccountReply = v.variant('state', [
  /** Travels as 202: some projects are there still; ask again with the same `erasureId`. */
  v.object({ state: v.literal('erasing'), retryAfterMs: wholeNumber }),
  /** No project of before is there any more. Rows and bytes are gone by then at the latest, for nobody can reach them. */
  v.object({ state: v.literal('erased'), goneByMs: wholeNumber }),
])
export type EraseAccountReply = v.InferOutput<typeof EraseAccountReply>
