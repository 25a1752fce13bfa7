import { gunzipSync, gzipSync } from 'node:zlib'
import { fromBase64, toBase64 } from '#contract/base64.ts'
import * as limits from '#contract/limits.ts'
import type { InlineDocument } from '#contract/projects.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { StoredDocument } from './project-row.ts'

/** What was packed here came in a body of at most this size. */
const unpacked = { maxOutputLength: limits.requestBodyBytes }
const loneSurrogate = /\p{Surrogate}/u

type Inline = Extract<StoredDocument, { kind: 'inline' }>

/**
 * A document as a row keeps it: always gzip. What was given gzipped is never unpacked here.
 *
 * @throws ApiFailure `document-too-large`, or `invalid-request` for what could not come back byte for byte
 */
export function inlineStored(given: InlineDocument): Inline {
  const gzip = given.encoding === 'identity' ? gzipOfText(given.data) : gzipOfBase64(given.data)
  if (gzip.byteLength > limits.inlineDocumentBytes) {
    throw new ApiFailure('document-too-large', { limitBytes: limits.inlineDocumentBytes })
  }
  return { kind: 'inline', encoding: given.encoding, gzip }
}

export function inlineDocument(stored: Inline): InlineDocument {
  const { encoding, gzip } = stored
  const data = encoding === 'identity' ? gunzipSync(gzip, unpacked).toString('utf8') : toBase64(gzip)
  return { kind: 'inline', encoding, data }
}

function gzipOfText(text: string): Uint8Array {
  if (loneSurrogate.test(text)) throw invalid('must be text that UTF-8 can carry: it holds half a surrogate pair')
  return new Uint8Array(gzipSync(Buffer.from(text, 'utf8')))
}

function gzipOfBase64(data: string): Uint8Array {
  const bytes = decoded(data)
  if (bytes === undefined || toBase64(bytes) !== data) throw invalid('must be canonical base64')
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw invalid('must be gzip')
  return bytes
}

function decoded(data: string): Uint8Array | undefined {
  try {
    return fromBase64(data)
  } catch {
    return undefined
  }
}

function invalid(message: string): ApiFailure {
  return new ApiFailure('invalid-request', { issues: [{ path: 'body.document.data', message }] })
}
