import { NonRetryableFetchError } from 'aws-jwt-verify/error'
import * as v from 'valibot'
import type { FetchKeys } from './verify-token.ts'

const Configuration = v.pipe(v.string(), v.parseJson(), v.object({ jwks_uri: v.pipe(v.string(), v.url()) }))

/** Where an issuer tells of itself. Source: OpenID Connect Discovery 1.0, section 4. */
export function configurationUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/** Reads the key set that the configuration at an address names; one that came by https names no other way. */
export function discoverKeys(fetchBytes: FetchKeys): FetchKeys {
  return async (uri) => {
    const parsed = v.safeParse(Configuration, new TextDecoder().decode(await fetchBytes(uri)))
    if (!parsed.success) throw new NonRetryableFetchError(uri, 'it names no key set')
    const { jwks_uri: keysUri } = parsed.output
    if (isSecure(uri) && !isSecure(keysUri)) throw new NonRetryableFetchError(keysUri, 'it is not of https')
    return await fetchBytes(keysUri)
  }
}

function isSecure(uri: string): boolean {
  return new URL(uri).protocol === 'https:'
}
