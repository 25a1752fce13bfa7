import { generateKeyPairSync, sign } from 'node:crypto'

/** The same header and claims, signed by a key that is not the issuer's. */
export function forgedLike(token: string): string {
  const signed = token.slice(0, token.lastIndexOf('.'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
}
