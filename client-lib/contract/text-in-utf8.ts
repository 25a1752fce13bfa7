import * as v from 'valibot'

/** Of a text that is written: half of a surrogate pair is none that UTF-8, and so a row, can hold. */
export const textInUtf8 = v.check<string, string>(
  (text) => !/\p{Surrogate}/u.test(text),
  'must hold no half of a surrogate pair, which UTF-8 cannot carry',
)
