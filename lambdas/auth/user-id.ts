import { createHash } from 'node:crypto'

/** base64url(SHA-256(`iss` LF `sub`)): no issuer can collide with another, no subject can shape a key. */
export function userIdOf(issuer: string, subject: string): string {
  return createHash('sha256').update(`${issuer}\n${subject}`).digest('base64url')
}
