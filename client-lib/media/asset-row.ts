import * as v from 'valibot'
import { AssetChecksum, PartChecksum } from '#contract/checksum.ts'
import { AssetId, ProjectId } from '#contract/ids.ts'
import { WholeNumber } from '#contract/whole-number.ts'

/** How far an upload is, as much as a restart needs; the store's own listing says the rest. */
const PersistedUpload = v.variant('phase', [
  v.object({ phase: v.literal('waiting-for-project') }),
  v.object({
    phase: v.literal('open'),
    acceptedBytes: WholeNumber,
    /** Why nothing is being sent; for other tabs to show, a restart tries at once. */
    wait: v.optional(v.object({ untilMs: WholeNumber, reason: v.string() })),
  }),
  /** Every part was accepted: a restart asks to complete first, and sends nothing again. */
  v.object({ phase: v.literal('completing') }),
  v.object({ phase: v.literal('stored') }),
  v.object({ phase: v.literal('blocked'), code: v.string(), detail: v.string(), acceptedBytes: WholeNumber }),
  /** The user's word; the cloud is still to be told. */
  v.object({ phase: v.literal('cancelling'), keepBytes: v.boolean() }),
  v.object({ phase: v.literal('cancelled') }),
])
export type PersistedUpload = v.InferOutput<typeof PersistedUpload>

const file = {
  schemaVersion: v.literal(1),
  projectId: ProjectId,
  assetId: AssetId,
  /** As the user named it; the wire carries a cleaned copy. */
  fileName: v.string(),
  mime: v.string(),
  sizeBytes: WholeNumber,
  checksum: AssetChecksum,
  partRule: WholeNumber,
  /** Never let go of to make room. */
  keepOffline: v.optional(v.literal(true)),
}

/** One asset of one project on this device, keyed by `assetRowKey`. */
export const AssetRow = v.variant('origin', [
  v.object({
    origin: v.literal('added-here'),
    ...file,
    /** Where the media store keeps the bytes. */
    mediaKey: v.string(),
    /** The browser has deleted them. */
    isMissing: v.optional(v.boolean()),
    partChecksums: v.array(PartChecksum),
    /** The asset that this one came from: what both have in common is copied in the cloud. */
    baseAssetId: v.optional(AssetId),
    upload: PersistedUpload,
    /** The user's word, beside `upload`: any tab writes this one, the tab that leads the other. */
    paused: v.optional(v.boolean()),
  }),
  v.object({
    origin: v.literal('cloud'),
    ...file,
    /** What the cloud last said; `uploading` also where it has the bytes no more. */
    state: v.picklist(['uploading', 'stored']),
    /** Present once the bytes were fetched and verified. */
    mediaKey: v.optional(v.string()),
  }),
])
export type AssetRow = v.InferOutput<typeof AssetRow>
export type AddedAssetRow = Extract<AssetRow, { origin: 'added-here' }>
export type CloudAssetRow = Extract<AssetRow, { origin: 'cloud' }>

export function isAddedHere(row: AssetRow): row is AddedAssetRow {
  return row.origin === 'added-here'
}

/** The cloud has verified and kept the bytes. */
export function isStored(row: AssetRow): boolean {
  return (row.origin === 'cloud' ? row.state : row.upload.phase) === 'stored'
}

/** The cloud is being told that it is cancelled: a row that is gone by then may have gone on purpose. */
export function isBeingCancelled(row: AssetRow): boolean {
  return row.origin === 'added-here' && row.upload.phase === 'cancelling'
}

/** The bytes are here, and the cloud has them not yet, or no more. */
export function isOnlyHere(row: AssetRow): boolean {
  return row.mediaKey !== undefined && !isStored(row)
}

/** Whether a row that this tab knows is missing in a database that was made anew. */
export function isToPutBack(known: AssetRow, there: AssetRow | undefined): boolean {
  if (!there) return true
  // As the cloud lists it, which has not all of its bytes: those are here.
  return isOnlyHere(known) && there.mediaKey === undefined && !isStored(there)
}

/** One asset may belong to several projects: each has a row, all may share the bytes. */
export function assetRowKey(projectId: string, assetId: string): string {
  return `${projectId}/${assetId}`
}
