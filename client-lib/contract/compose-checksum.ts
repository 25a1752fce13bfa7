import { fromBase64, toBase64 } from './base64.ts'

/**
 * The checksum S3 reports for an object uploaded in these parts:
 * one part, its own SHA-256; several, `base64(sha256(sha256(part 1) ‖ …))-N`.
 * Source: Amazon S3 User Guide, "Checking object integrity", composite checksums.
 *
 * @param partChecksums base64 SHA-256 of each part, in order, at least one
 * @example await composeChecksum([a, b]) // 'x6k…=-2'
 */
export async function composeChecksum(partChecksums: readonly string[]): Promise<string> {
  const [only] = partChecksums
  if (only === undefined) throw new RangeError('A file has at least one part.')
  if (partChecksums.length === 1) return only
  const joined = new Uint8Array(partChecksums.length * 32)
  for (const [index, checksum] of partChecksums.entries()) joined.set(fromBase64(checksum), index * 32)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', joined))
  return `${toBase64(digest)}-${partChecksums.length}`
}
