import * as v from 'valibot'
import { PartChecksum } from './checksum.ts'
import { SnapshotId } from './ids.ts'
import { WholeNumber } from './whole-number.ts'

const url = v.pipe(v.string(), v.url())
const headers = v.record(v.string(), v.string())

/** What is sent to the store for a large document: its bytes as they travel, counted and hashed. */
export const snapshotBytes = {
  /** Over `limits.documentBytes` is answered `document-too-large`, which names the limit. */
  sizeBytes: v.pipe(WholeNumber, v.minValue(1)),
  /** SHA-256 of exactly these bytes. */
  checksum: PartChecksum,
}
/** `gzip`: the bytes are the gzip of the document; `identity`: the document itself. */
export const snapshotEncoding = v.picklist(['identity', 'gzip'])

/** Send the bytes by PUT to `url` with exactly these headers; length and checksum are bound to it. */
export const PresignSnapshotReply = v.object({ snapshotId: SnapshotId, url, headers, expiresAtMs: WholeNumber })
export type PresignSnapshotReply = v.InferOutput<typeof PresignSnapshotReply>

/** A large document in a reply: to be fetched by GET with these headers, and held to its checksum. */
export const SnapshotDocument = v.object({
  kind: v.literal('snapshot'),
  encoding: snapshotEncoding,
  ...snapshotBytes,
  url,
  headers,
  expiresAtMs: WholeNumber,
})
export type SnapshotDocument = v.InferOutput<typeof SnapshotDocument>
