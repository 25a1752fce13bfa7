import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt'
import { ApiFailure } from '../errors/api-failure.ts'

export interface UnverifiedToken {
  readonly issuer: unknown
  /** The header's `typ`. */
  readonly type: string | undefined
}

/**
 * Issuer and type of a token whose signature nobody has checked here.
 *
 * @throws ApiFailure `unauthenticated` when it is no JWT
 */
export function unverified(token: string): UnverifiedToken {
  try {
    const { header, payload } = decomposeUnverifiedJwt(token)
    return { issuer: payload.iss, type: typeof header.typ === 'string' ? header.typ : undefined }
  } catch {
    throw new ApiFailure('unauthenticated')
  }
}
