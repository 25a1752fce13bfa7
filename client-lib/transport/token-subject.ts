import * as v from 'valibot'
import { fromBase64 } from '#contract/base64.ts'

const Claims = v.object({ sub: v.string() })

/** The `sub` of a JWT, unverified; undefined for a token that is opaque or has none. */
export function tokenSubject(token: string): string | undefined {
  const [, payload = ''] = token.split('.')
  try {
    const bytes = fromBase64(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const claims = v.safeParse(Claims, JSON.parse(new TextDecoder().decode(bytes)))
    return claims.success ? claims.output.sub : undefined
  } catch {
    return undefined
  }
}
