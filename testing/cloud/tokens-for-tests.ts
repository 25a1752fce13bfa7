import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { bearerToken } from '../../lambdas/auth/bearer-token.ts'
import type { Authenticate } from '../../lambdas/auth/caller.ts'
import { userIdOf } from '../../lambdas/auth/user-id.ts'
import type { Clock } from '../../lambdas/clock/clock.ts'
import { ApiFailure } from '../../lambdas/errors/api-failure.ts'

const issuer = 'https://issuer.memory.test'
const hourSeconds = 3600
const Claims = v.pipe(v.string(), v.parseJson(), v.object({ iss: v.literal(issuer), sub: v.string(), exp: v.number() }))

/** A JWT that no issuer has signed: it is taken by the cloud in memory, and by no other. */
export function tokenForTests(user: string, clock: Clock): string {
  const claims = { iss: issuer, sub: user, exp: Math.floor(clock.nowMs() / 1000) + hourSeconds }
  const payload = base64Url(claims)
  return `${base64Url({ alg: 'none' })}.${payload}.${sealOf(payload)}`
}

export function authenticateForTests(clock: Clock): Authenticate {
  return async (request) => {
    const [, claims = '', seal] = bearerToken(request).split('.')
    const parsed = v.safeParse(Claims, textOf(claims))
    if (!parsed.success || seal !== sealOf(claims)) throw new ApiFailure('unauthenticated')
    const { sub, exp } = parsed.output
    if (exp * 1000 <= clock.nowMs()) throw new ApiFailure('token-expired')
    return { userId: userIdOf(issuer, sub) }
  }
}

/** Tells a token that was changed on its way; it keeps nobody out. */
function sealOf(payload: string): string {
  return createHash('sha256').update(payload).digest('base64url')
}

function base64Url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function textOf(base64: string): string {
  return Buffer.from(base64, 'base64url').toString('utf8')
}
