import {
  FetchError,
  JwksValidationError,
  JwkValidationError,
  JwtExpiredError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier'
import type { Clock } from '../clock/clock.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { callerOfClaims, type ExpectedToken } from './access-claims.ts'
import { bearerToken } from './bearer-token.ts'
import type { Authenticate } from './caller.ts'
import { configurationUrl, discoverKeys } from './discover-keys.ts'
import { unverified } from './unverified.ts'

/** Reads what is at an address, such as a key set; given as a port because a local issuer speaks plain http. */
export type FetchKeys = (uri: string) => Promise<ArrayBuffer>

const keysRetryAfterMs = 5_000
/** How long keys are taken that were read, and how soon they are asked for again where that failed. */
const keysLifeMs = 60 * 60 * 1000
const keysPauseMs = 60 * 1000
const issuerFailures = [FetchError, JwksValidationError, JwkValidationError, WaitPeriodNotYetEndedJwkError]

/**
 * For the REST API: signature, issuer and claims are verified in the function.
 *
 * @param expected where no `jwksUri` says where the keys are, the issuer's own configuration does
 */
export function verifyToken(
  expected: ExpectedToken & { readonly jwksUri?: string },
  clock: Clock,
  fetchKeys: FetchKeys,
): Authenticate {
  const { issuer, jwksUri } = expected
  const [keysUri, fetch] =
    jwksUri === undefined ? [configurationUrl(issuer), discoverKeys(fetchKeys)] : [jwksUri, fetchKeys]
  const verifier = JwtVerifier.create(
    { issuer, audience: null, jwksUri: keysUri },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch } }) },
  )
  let readAgainAtMs = clock.nowMs() + keysLifeMs
  const readKeysAnew = async () => {
    const nowMs = clock.nowMs()
    if (nowMs < readAgainAtMs) return
    readAgainAtMs = nowMs + keysPauseMs
    try {
      await verifier.hydrate()
      readAgainAtMs = nowMs + keysLifeMs
    } catch {
      // An issuer that cannot be read shuts nobody out: the keys it had stay.
    }
  }
  return async (request) => {
    const token = bearerToken(request)
    // Before any key is looked up: a stranger's token must not make the key cache wait.
    const { issuer: claimedIssuer, type } = unverified(token)
    if (claimedIssuer !== issuer) throw new ApiFailure('unauthenticated')
    await readKeysAnew()
    const claims = await verifier.verify(token).catch(refuse)
    return callerOfClaims(claims, type, expected, clock.nowMs())
  }
}

function refuse(error: unknown): never {
  if (error instanceof JwtExpiredError) throw new ApiFailure('token-expired')
  // The issuer could not be asked, or told of no keys: nothing is known about the token, so the caller should try again.
  if (issuerFailures.some((failure) => error instanceof failure)) {
    throw new ApiFailure('unavailable', { retryAfterMs: keysRetryAfterMs }, { cause: error })
  }
  throw new ApiFailure('unauthenticated')
}
