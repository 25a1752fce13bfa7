import * as v from 'valibot'
import { WinningVersion } from './projects.ts'
import { Quota } from './quota.ts'

/** Every error code the API answers, and the HTTP status it travels with. The one map of its kind. */
export const statusOfCode = {
  'invalid-request': 400,
  unauthenticated: 401,
  'token-expired': 401,
  /** The user has as much as they may: something has to go before more can come. */
  'quota-exceeded': 403,
  'project-not-found': 404,
  'asset-not-found': 404,
  'snapshot-not-found': 404,
  'version-not-found': 404,
  'route-not-found': 404,
  'version-conflict': 409,
  'asset-mismatch': 409,
  'upload-incomplete': 409,
  'part-rule-changed': 409,
  'project-deleted': 410,
  /** Deletions that the token should tell may be forgotten: ask for the whole list, and take what it lacks for deleted. */
  'cursor-expired': 410,
  'snapshot-expired': 410,
  'request-too-large': 413,
  'document-too-large': 413,
  'file-too-large': 413,
  'mutation-reused': 422,
  'checksum-mismatch': 422,
  'upgrade-required': 426,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOfCode

/** What a code carries beside the common members, so that the client can act without asking again. */
export const payloadOfCode = {
  'invalid-request': v.object({ issues: v.array(v.object({ path: v.string(), message: v.string() })) }),
  /** Bytes of `stored-bytes`, else how many. */
  'quota-exceeded': v.object({ quota: Quota, limit: v.number(), used: v.number() }),
  'version-conflict': v.object({ winner: WinningVersion }),
  'upload-incomplete': v.object({ missingParts: v.array(v.number()), mismatchedParts: v.array(v.number()) }),
  'part-rule-changed': v.object({ partRule: v.number() }),
  'request-too-large': v.object({ limitBytes: v.number() }),
  'document-too-large': v.object({ limitBytes: v.number() }),
  'file-too-large': v.object({ limitBytes: v.number() }),
  'project-deleted': v.object({ version: v.number(), deletedAtMs: v.number() }),
  'upgrade-required': v.object({ supported: v.array(v.number()) }),
  'rate-limited': v.object({ retryAfterMs: v.number() }),
  unavailable: v.object({ retryAfterMs: v.number() }),
} as const satisfies Partial<Record<ErrorCode, v.GenericSchema>>

/** RFC 9457 problem details, with our stable `code` and the request's id; what the code carries stands beside them. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  code: v.string(),
  requestId: v.string(),
})
export type Problem = v.InferOutput<typeof Problem>

/** Every answer of a function names its request in this header, as its log does. */
export const requestIdHeader = 'x-request-id'

export const problemContentType = 'application/problem+json'
