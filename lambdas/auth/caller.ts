import type { ApiRequest } from '../gateway/api-request.ts'

export interface Caller {
  /** base64url SHA-256 of issuer and subject: in every key of this user. */
  readonly userId: string
}

/** @throws ApiFailure `unauthenticated` or `token-expired` */
export type Authenticate = (request: ApiRequest) => Promise<Caller>
