import * as v from 'valibot'
import { AssetChecksum, PartChecksum } from './checksum.ts'
import { AssetId } from './ids.ts'
import * as limits from './limits.ts'
import { maxParts } from './part-rule.ts'
import { WholeNumber } from './whole-number.ts'

export const fileSizeBytes = v.pipe(WholeNumber, v.maxValue(limits.fileBytes))
export const partNumber = v.pipe(WholeNumber, v.minValue(1), v.maxValue(maxParts))
const timeMs = WholeNumber

export const Mime = v.pipe(
  v.string(),
  v.maxLength(127),
  v.regex(/^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+$/, 'must be a media type such as video/mp4'),
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const permitted = /^[^\u0000-\u001f\u007f/\\]*$/
export const FileName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(limits.fileNameCharacters),
  v.regex(permitted, 'must not hold slashes or control characters'),
)

/** One asset of a project, as its media list shows it. */
export const MediaRow = v.object({
  assetId: AssetId,
  state: v.picklist(['uploading', 'stored']),
  fileName: FileName,
  mime: Mime,
  sizeBytes: fileSizeBytes,
  checksum: AssetChecksum,
  partRule: WholeNumber,
  createdAtMs: timeMs,
  updatedAtMs: timeMs,
})
export type MediaRow = v.InferOutput<typeof MediaRow>

/** Where a page of a media list goes on; given by the page before. */
export const mediaCursor = AssetId

export const ListMediaReply = v.object({
  media: v.array(MediaRow),
  /** Present while more pages follow. */
  cursor: v.optional(mediaCursor),
})
export type ListMediaReply = v.InferOutput<typeof ListMediaReply>

/** Send the part's bytes by PUT to `url` with exactly these headers; `content-length` is bound too. */
export const SignedPart = v.object({
  partNumber,
  url: v.pipe(v.string(), v.url()),
  headers: v.record(v.string(), v.string()),
})
export type SignedPart = v.InferOutput<typeof SignedPart>

export const UploadedPart = v.object({ partNumber, sizeBytes: fileSizeBytes, checksum: v.optional(PartChecksum) })
export type UploadedPart = v.InferOutput<typeof UploadedPart>

export const PresignReply = v.variant('state', [
  v.object({ state: v.literal('stored') }),
  v.object({
    state: v.literal('uploading'),
    /** Names this attempt; a new one means that nothing of the old one counts any more. */
    uploadId: v.string(),
    partSizeBytes: WholeNumber,
    partCount: WholeNumber,
    /** What the store has, from its own listing. A one-part file is sent by one PUT and lists nothing. */
    uploadedParts: v.array(UploadedPart),
    /** The asked-for parts that the store does not have with that checksum, and did not copy. */
    signedParts: v.array(SignedPart),
    /** The asked-for parts that were left for the next request to copy: ask for them again. Only where some were copied. */
    laterParts: v.optional(v.array(partNumber)),
    expiresAtMs: timeMs,
  }),
])
export type PresignReply = v.InferOutput<typeof PresignReply>

export const CompleteReply = v.variant('state', [
  v.object({ state: v.literal('stored'), mediaRev: WholeNumber }),
  /** Travels as 202: the store is still assembling; ask again. */
  v.object({ state: v.literal('assembling'), retryAfterMs: WholeNumber }),
])
export type CompleteReply = v.InferOutput<typeof CompleteReply>
