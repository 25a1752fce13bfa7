import * as v from 'valibot'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Caller } from './caller.ts'
import { userIdOf } from './user-id.ts'

export interface ExpectedToken {
  readonly issuer: string
  /** The client (Cognito) or audience (other issuers) that tokens must be meant for. */
  readonly audience: string
}

// The HTTP API hands numbers on as strings and lists as "[a b]".
const seconds = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/))]), v.transform(Number))
const list = v.pipe(
  v.union([v.array(v.string()), v.string()]),
  v.transform((value) => {
    if (typeof value !== 'string') return value
    return value.startsWith('[') ? value.slice(1, -1).split(/[\s,]+/) : [value]
  }),
)
const Claims = v.looseObject({
  iss: v.string(),
  sub: v.pipe(v.string(), v.minLength(1)),
  exp: seconds,
  token_use: v.optional(v.string()),
  client_id: v.optional(v.string()),
  aud: v.optional(list),
  scope: v.optional(v.unknown()),
  scp: v.optional(v.unknown()),
})
type Claims = v.InferOutput<typeof Claims>

const idTokenClaims = ['nonce', 'at_hash', 'c_hash']
const accessTokenTypes = new Set(['at+jwt', 'application/at+jwt'])

/**
 * The caller that these verified claims name. Fails closed: a claim that is absent counts against the token.
 *
 * An access token is one with `token_use: access` (Cognito), or, from issuers that do not say, one of type `at+jwt`
 * (RFC 9068) or with a scope and none of the claims that OpenID Connect gives ID tokens alone.
 *
 * @param tokenType the `typ` of the token's header, where it is known
 * @throws ApiFailure `token-expired`, or `unauthenticated` for anything else that is not as expected
 */
export function callerOfClaims(
  raw: unknown,
  tokenType: string | undefined,
  expected: ExpectedToken,
  nowMs: number,
): Caller {
  const parsed = v.safeParse(Claims, raw)
  if (!parsed.success) throw new ApiFailure('unauthenticated')
  const claims = parsed.output
  if (claims.iss !== expected.issuer) throw new ApiFailure('unauthenticated')
  if (!isAccessToken(claims, tokenType)) throw new ApiFailure('unauthenticated')
  // As API Gateway does: client_id counts only where the token has no audience.
  const audiences = claims.aud ?? (claims.client_id === undefined ? [] : [claims.client_id])
  if (!audiences.includes(expected.audience)) throw new ApiFailure('unauthenticated')
  if (claims.exp * 1000 <= nowMs) throw new ApiFailure('token-expired')
  return { userId: userIdOf(claims.iss, claims.sub) }
}

function isAccessToken(claims: Claims, tokenType: string | undefined): boolean {
  if (claims.token_use !== undefined) return claims.token_use === 'access'
  if (idTokenClaims.some((name) => name in claims)) return false
  if (tokenType !== undefined && accessTokenTypes.has(tokenType.toLowerCase())) return true
  return claims.scope !== undefined || claims.scp !== undefined
}
