import * as v from 'valibot'

const base64Sha256 = /^[A-Za-z0-9+/]{43}=$/
const assetChecksum = /^[A-Za-z0-9+/]{43}=(-([2-9]|[1-9][0-9]{1,3}|10000))?$/

/** SHA-256 of one part's bytes, base64: what S3 calls `x-amz-checksum-sha256`. */
export const PartChecksum = v.pipe(v.string(), v.regex(base64Sha256, 'must be a base64 SHA-256'))

/** S3's own SHA-256 of an object: of the bytes for one part, composite `…-N` for N parts. */
export const AssetChecksum = v.pipe(v.string(), v.regex(assetChecksum, 'must be a base64 SHA-256, with -N for N parts'))
