import * as v from 'valibot'
import { PartChecksum } from './checksum.ts'
import { SnapshotId } from './ids.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const url = v.pipe(v.string(), v.url())
const headers = v.record(v.string(), v.string())

/** What is sent to the store for a large document: its bytes as they travel, counted and hashed. */
const bytes = {
  /** Over `limits.documentBytes` is answered `document-too-large`, which names the limit. */
  sizeBytes: v.pipe(wholeNumber, v.minValue(1)),
  /** SHA-256 of exactly these bytes. */
  checksum: PartChecksum,
}
/** `gzip`: the bytes are the gzip of the document; `identity`: the document itself. */
const encoding = v.picklist(['identity', 'gzip'])

export const PresignSnapshotBody = v.strictObject(bytes)
export type PresignSnapshotBody = v.InferOutput<typeof PresignSnapshotBody>

/** Send the bytes by PUT to `url` with exactly these headers; length and checksum are bound to it. */
export const PresignSnapshotReply = v.object({ snapshotId: SnapshotId, url, headers, expiresAtMs: wholeNumber })
export type PresignSnapshotReply = v.InferOutput<typeof PresignSnapshotReply>

/** A large document in a write: what was sent to the address that came with `snapshotId`, within a day. */
export const SentSnapshot = v.strictObject({
  kind: v.literal('snapshot'),
  snapshotId: SnapshotId,
  encoding,
  ...bytes,
})
export type SentSnapshot = v.InferOutput<typeof SentSnapshot>

/** A large document in a reply: to be fetched by GET with these headers, and held to its checksum. */
export const SnapshotDocument = v.object({
  kind: v.literal('snapshot'),
  encoding,
  ...bytes,
  url,
  headers,
  expiresAtMs: wholeNumber,
})
export type SnapshotDocument = v.InferOutput<typeof SnapshotDocument>
