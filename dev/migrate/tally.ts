import * as v from 'valibot'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What a walk over a table has met so far, also before it was stopped and gone on with. */
export const Tally = v.object({
  looked: count,
  rewritten: count,
  /** Changed between reading and rewriting, and so read again. */
  readAgain: count,
})
export type Tally = v.InferOutput<typeof Tally>

export const nothingYet: Tally = { looked: 0, rewritten: 0, readAgain: 0 }
