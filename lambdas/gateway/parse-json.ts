import * as limits from '#contract/limits.ts'
import { ApiFailure } from '../errors/api-failure.ts'

const deepestNesting = 32

/**
 * The JSON value of a request body; undefined where the body is empty.
 *
 * @throws ApiFailure `request-too-large` over the limit, `invalid-request` for what is no UTF-8 JSON or nests too deeply
 */
export function parseJson(body: Uint8Array): unknown {
  if (body.byteLength > limits.requestBodyBytes) {
    throw new ApiFailure('request-too-large', { limitBytes: limits.requestBodyBytes })
  }
  if (body.byteLength === 0) return undefined
  if (nestingOf(body) > deepestNesting) throw notJson(`must not nest deeper than ${deepestNesting} levels`)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw notJson('must be JSON in UTF-8')
  }
}

function notJson(message: string): ApiFailure {
  return new ApiFailure('invalid-request', { issues: [{ path: 'body', message }] })
}

const quote = 0x22
const backslash = 0x5c
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** Brackets open at once, counted over the bytes: no byte of a longer UTF-8 sequence looks like ASCII. */
function nestingOf(json: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] as number
    if (inString) {
      if (byte === backslash) at += 1
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (opening.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (closing.has(byte)) depth -= 1
  }
  return deepest
}
