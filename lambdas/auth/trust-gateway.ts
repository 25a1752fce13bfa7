import type { Clock } from '../clock/clock.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { callerOfClaims, type ExpectedToken } from './access-claims.ts'
import { bearerToken } from './bearer-token.ts'
import type { Authenticate } from './caller.ts'
import { unverified } from './unverified.ts'

/** For the HTTP API: its JWT authorizer has verified the signature; which kind of token it was is checked here. */
export function trustGateway(expected: ExpectedToken, clock: Clock): Authenticate {
  return async (request) => {
    if (request.authorizerClaims === undefined) throw new ApiFailure('unauthenticated')
    return callerOfClaims(request.authorizerClaims, unverified(bearerToken(request)).type, expected, clock.nowMs())
  }
}
