import { Buffer } from './buffer.ts'
import { sha256Of } from './sha256-of.ts'

/** `createHash` of `node:crypto`, of SHA-256 alone. */
export function createHash(algorithm: 'sha256') {
  if (algorithm !== 'sha256') throw new TypeError(`There is no ${algorithm} here.`)
  let hashed = new Uint8Array()
  const hash = {
    update(data: string | Uint8Array) {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
      const both = new Uint8Array(hashed.length + bytes.length)
      both.set(hashed)
      both.set(bytes, hashed.length)
      hashed = both
      return hash
    },
    digest: ((encoding?: 'base64' | 'base64url') => {
      const digest = Buffer.from(sha256Of(hashed))
      return encoding === undefined ? digest : digest.toString(encoding)
    }) as { (): Buffer; (encoding: 'base64' | 'base64url'): string },
  }
  return hash
}

export function randomUUID(): string {
  return crypto.randomUUID()
}
