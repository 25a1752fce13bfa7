import type { Clock } from '../clock/clock.ts'
import type { Environment } from '../gateway/environment.ts'
import type { Authenticate } from './caller.ts'
import { fetchKeys } from './fetch-keys.ts'
import { trustGateway } from './trust-gateway.ts'
import { verifyToken } from './verify-token.ts'

type AuthEnvironment = Pick<Environment, 'AUTH_MODE' | 'AUTH_ISSUER' | 'AUTH_AUDIENCE' | 'AUTH_JWKS_URI'>

/** Who calls, as this deployment's gateway lets it be known. */
export function createAuthenticate(environment: AuthEnvironment, clock: Clock): Authenticate {
  const expected = { issuer: environment.AUTH_ISSUER, audience: environment.AUTH_AUDIENCE }
  if (environment.AUTH_MODE === 'gateway') return trustGateway(expected, clock)
  const jwksUri = environment.AUTH_JWKS_URI === undefined ? {} : { jwksUri: environment.AUTH_JWKS_URI }
  return verifyToken({ ...expected, ...jwksUri }, clock, fetchKeys)
}
