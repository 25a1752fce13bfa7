import { retryAfterMs } from '../../transport/retry-after.ts'

/** What the store's answer to one part means. */
export type PartAnswer =
  | { readonly kind: 'part-accepted' }
  | { readonly kind: 'part-expired' }
  | { readonly kind: 'part-refused'; readonly detail: string }
  | { readonly kind: 'part-mismatched' }
  | {
      readonly kind: 'part-failed'
      readonly reason: string
      readonly afterMs: number | undefined
      /** The connection broke, or was silent: the store itself has asked for no rest. */
      readonly isUnanswered?: true
    }

interface StoreReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** S3 answers errors as XML with a `Code` and a `Message`. */
  readonly text: string
}

/** Of a busy store, or a body cut on the way; and of a session that is no more, for asking again names a new one. */
const passingCodes = new Set([
  'SlowDown',
  'RequestTimeout',
  'InternalError',
  'ServiceUnavailable',
  'IncompleteBody',
  'NoSuchUpload',
])
const mismatchCodes = new Set([
  'BadDigest',
  'InvalidDigest',
  'XAmzContentSHA256Mismatch',
  'XAmzContentChecksumMismatch',
])

/** Reads the store's answer by its error code; an answer without one is read by its status. */
export function classifyPartAnswer(reply: StoreReply, nowMs: number): PartAnswer {
  const code = element(reply.text, 'Code')
  // The key is this upload's own, and takes the signed checksum alone: what is there is an earlier try, its answer lost.
  const isThere = code === 'PreconditionFailed'
  if (isThere || (reply.status >= 200 && reply.status < 300)) return { kind: 'part-accepted' }
  const message = element(reply.text, 'Message')
  const detail = `The store answered ${reply.status}${code ? ` ${code}` : ''}${message ? `: ${message}` : ''}`
  const failed = {
    kind: 'part-failed',
    reason: detail,
    afterMs: retryAfterMs(reply.headers['retry-after'], nowMs),
  } as const
  if (isExpired(code, message)) return { kind: 'part-expired' }
  if (mismatchCodes.has(code)) return { kind: 'part-mismatched' }
  // Of conflicts the store says that another operation was under way.
  if (reply.status >= 500 || [408, 409, 429].includes(reply.status)) return failed
  if (passingCodes.has(code)) return failed
  return { kind: 'part-refused', detail }
}

function isExpired(code: string, message: string): boolean {
  return code === 'ExpiredToken' || (code === 'AccessDenied' && /request has expired/i.test(message))
}

function element(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim() ?? ''
}
