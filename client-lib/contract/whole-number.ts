import * as v from 'valibot'

/** A count, a size or a time: 0 or more, and exact. */
export const WholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
