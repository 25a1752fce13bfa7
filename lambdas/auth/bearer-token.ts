import { ApiFailure } from '../errors/api-failure.ts'
import type { ApiRequest } from '../gateway/api-request.ts'

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i

/** @throws ApiFailure `unauthenticated` when the request carries no JWT as bearer token */
export function bearerToken(request: ApiRequest): string {
  const token = bearer.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new ApiFailure('unauthenticated')
  return token
}
