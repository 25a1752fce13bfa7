import { createHash } from 'node:crypto'

/** base64 SHA-256, as S3 writes it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
