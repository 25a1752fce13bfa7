import { parse } from 'lossless-json'
import { ExactNumber } from './exact-number.ts'
import type { JsonValue } from './json-value.ts'

const stringOrWord = /"(?:[^"\\]|\\.)*"|-?Inf(?:inity)?\b|NaN\b/g

/**
 * Parses JSON, and the `NaN` and `Infinity` that OpenTimelineIO writers may emit, without rounding any number.
 *
 * @throws SyntaxError the text is not such JSON, or an object gives one key two values
 */
export function parseExactJson(text: string): JsonValue {
  const exponent = unusedExponent(text)
  const words: string[] = []
  const standIns = text.replace(stringOrWord, (token) => {
    if (token.startsWith('"')) return token
    words.push(token)
    return `${words.length}e${exponent}`
  })
  const parseNumber = (written: string): number | ExactNumber => {
    if (written.endsWith(exponent) && written.includes('e')) {
      return new ExactNumber(words[Number.parseInt(written, 10) - 1] ?? written)
    }
    return String(Number(written)) === written ? Number(written) : new ExactNumber(written)
  }
  return parse(standIns, null, { parseNumber }) as JsonValue
}

/** An exponent that no number of this text has, to stand in for the words that JSON has no place for. */
function unusedExponent(text: string): string {
  let exponent = '7000000'
  while (text.includes(exponent)) exponent += '7'
  return exponent
}
