import * as v from 'valibot'
import { MutationId } from './ids.ts'

export const EraseAccountBody = v.strictObject({
  /** The idempotency key of this wish: asked again with it, nothing goes that was made since it was first asked. */
  erasureId: MutationId,
  /** What nobody sends by mistake. */
  confirm: v.literal('erase everything of mine'),
})
export type EraseAccountBody = v.InferOutput<typeof EraseAccountBody>
