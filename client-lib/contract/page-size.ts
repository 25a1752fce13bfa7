import * as v from 'valibot'

/** Rows a page, as the query has it: 1 to `most`. */
export const pageSize = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[0-9]{1,9}$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(most),
  )
