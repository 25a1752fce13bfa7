import * as v from 'valibot'

const Claims = v.object({ sub: v.string() })

/** The `sub` of a JWT, unverified; undefined for a token that is opaque or has none. */
export function tokenSubject(token: string): string | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return undefined
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
    return v.parse(Claims, JSON.parse(text)).sub
  } catch {
    return undefined
  }
}
