import { toBase64 } from '#contract/base64.ts'

/** Base64 SHA-256 of one part's bytes; WebCrypto hashes off the main thread. */
export async function hashPart(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
