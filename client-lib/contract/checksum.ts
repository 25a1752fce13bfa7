import * as v from 'valibot'

const base64Sha256 = /^[A-Za-z0-9+/]{43}=$/
const assetChecksum = /^[A-Za-z0-9+/]{43}=(-([2-9]|[1-9][0-9]{1,3}|10000))?$/

/** SHA-256 of one part's bytes, base64: what S3 calls `x-amz-checksum-sha256`. */
export const PartChecksum = v.pipe(v.string(), v.regex(base64Sha256, 'must be a base64 SHA-256'))

/** S3's own SHA-256 of an object: of the bytes for one part, composite `…-N` for N parts. */
export const AssetChecksum = v.pipe(v.string(), v.regex(assetChecksum, 'must be a base64 SHA-256, with -N for N parts'))

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

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
