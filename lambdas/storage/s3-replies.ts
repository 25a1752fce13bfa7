import * as v from 'valibot'
import { PartChecksum } from '#contract/checksum.ts'
import type { ListedPart } from './asset-store.ts'

// What is read of S3's replies; all else in them is left.

const Part = v.object({
  PartNumber: v.number(),
  Size: v.number(),
  ETag: v.string(),
  ChecksumSHA256: v.optional(v.string()),
  LastModified: v.optional(v.date()),
})
const KeptPart = v.object({ PartNumber: v.number(), ChecksumSHA256: v.optional(v.string()) })
export const PartPage = v.object({
  Parts: v.optional(v.array(Part), []),
  IsTruncated: v.optional(v.boolean(), false),
  NextPartNumberMarker: v.optional(v.string()),
})
export const Completed = v.object({ ChecksumSHA256: v.optional(v.string()) })
export const KeptParts = v.object({
  Parts: v.optional(v.array(KeptPart), []),
  IsTruncated: v.optional(v.boolean(), false),
  NextPartNumberMarker: v.optional(v.string()),
})
export const Copied = v.object({
  CopyPartResult: v.object({ ETag: v.string(), ChecksumSHA256: v.optional(v.string()) }),
})
// Stores that keep no parts leave all of it out.
export const Attributes = v.object({ ObjectParts: v.optional(KeptParts, {}) })
export const Started = v.object({ UploadId: v.string() })
export const Head = v.object({ ContentLength: v.optional(v.number(), 0), ChecksumSHA256: v.optional(v.string()) })

export function listedPart(part: v.InferOutput<typeof Part>): ListedPart {
  const { PartNumber, Size, ETag, ChecksumSHA256, LastModified } = part
  // Of a copied part some stores tell the checksum of the object it came from, which is none of the part's.
  const checksum = v.is(PartChecksum, ChecksumSHA256) ? { checksum: ChecksumSHA256 } : {}
  const uploaded = LastModified === undefined ? {} : { uploadedAtMs: LastModified.getTime() }
  return { partNumber: PartNumber, sizeBytes: Size, etag: ETag, ...checksum, ...uploaded }
}
