import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExactNumber } from '../../../example/timeline/json/exact-number.ts'
import type { JsonValue } from '../../../example/timeline/json/json-value.ts'
import { parseExactJson } from '../../../example/timeline/json/parse-exact-json.ts'
import { writeExactJson } from '../../../example/timeline/json/write-exact-json.ts'
import { awkwardNumbers, otioValues } from './otio-values.ts'

test('[OT1] any value that is written and read again is the same value', () => {
  fc.assert(
    fc.property(otioValues, (value) => {
      const text = writeExactJson(value as JsonValue)
      expect(writeExactJson(parseExactJson(text))).toBe(text)
    }),
  )
})

test('[OT1] what is plain JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(!JSON.stringify(value).includes('-0'))
      const text = JSON.stringify(value)
      expect(JSON.parse(writeExactJson(parseExactJson(text)))).toEqual(JSON.parse(text))
    }),
  )
})

test.each(awkwardNumbers)('[OT1] the number %s keeps its text', (number) => {
  expect(writeExactJson(parseExactJson(`[${number}]`))).toBe(`[\n    ${number}\n]`)
})

test('[OT1] words in strings are left alone, beside words that are numbers', () => {
  const parsed = parseExactJson('{"a": "NaN \\" Infinity 7000000", "b": NaN, "c": -Inf, "d": 7000000}')
  expect(parsed).toEqual({
    a: 'NaN " Infinity 7000000',
    b: new ExactNumber('NaN'),
    c: new ExactNumber('-Inf'),
    d: 7_000_000,
  })
})

test.each(['', '{', '[1,]', '{"a":1,"a":2}', 'nul', '"\u0001"'])('[OT1] %j is refused and not guessed at', (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError)
})
