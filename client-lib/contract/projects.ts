import * as v from 'valibot'
import { AssetChecksum } from './checksum.ts'
import { AssetId, MutationId, ProjectId } from './ids.ts'
import { limits } from './limits.ts'
import { SentSnapshot, SnapshotDocument } from './snapshots.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const timeMs = wholeNumber

export const ProjectName = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameCharacters))
export const DeviceName = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.deviceNameCharacters))

/**
 * A document as it travels: opaque bytes that the server never re-serialises.
 * `identity` carries UTF-8 text as it is; `gzip` carries base64 of the gzip of the bytes.
 */
export const InlineDocument = v.strictObject({
  kind: v.literal('inline'),
  encoding: v.picklist(['identity', 'gzip']),
  data: v.string(),
})
export type InlineDocument = v.InferOutput<typeof InlineDocument>

/** A document that is written: within the request, or sent to the store before. */
export const WrittenDocument = v.variant('kind', [InlineDocument, SentSnapshot])
export type WrittenDocument = v.InferOutput<typeof WrittenDocument>

/** A document that is answered: within the reply, or to be fetched. */
export const AnsweredDocument = v.variant('kind', [InlineDocument, SnapshotDocument])
export type AnsweredDocument = v.InferOutput<typeof AnsweredDocument>

export const AssetIds = v.pipe(
  v.array(AssetId),
  v.maxLength(limits.assetsPerProject),
  v.check((ids) => new Set(ids).size === ids.length, 'must not repeat an id'),
)

export const PutProjectBody = v.strictObject({
  /** The version this edit was made on; 0 creates, a tombstone's un-deletes. */
  baseVersion: wholeNumber,
  mutationId: MutationId,
  name: ProjectName,
  document: WrittenDocument,
  assetIds: AssetIds,
  deviceName: v.optional(DeviceName),
})
export type PutProjectBody = v.InferOutput<typeof PutProjectBody>

export const PutProjectReply = v.object({
  /** The version this very mutation made, also when the reply is a replay: the base of the client's next write. */
  version: wholeNumber,
  /** The version in force now; above `version` only when another device has written since. */
  currentVersion: wholeNumber,
  mediaRev: wholeNumber,
  updatedAtMs: timeMs,
  /** Listed by the document, not stored yet. */
  missingAssets: v.array(AssetId),
})
export type PutProjectReply = v.InferOutput<typeof PutProjectReply>

export const DeleteProjectBody = v.strictObject({
  /** The version that is deleted. */
  baseVersion: v.pipe(wholeNumber, v.minValue(1)),
  mutationId: MutationId,
})
export type DeleteProjectBody = v.InferOutput<typeof DeleteProjectBody>

export const DeleteProjectReply = v.object({
  /** The tombstone's version, also when the reply is a replay; a PUT on it un-deletes. */
  version: wholeNumber,
  /** The version in force now; above `version` only when the project was un-deleted since. */
  currentVersion: wholeNumber,
  updatedAtMs: timeMs,
})
export type DeleteProjectReply = v.InferOutput<typeof DeleteProjectReply>

const header = {
  id: ProjectId,
  name: ProjectName,
  version: wholeNumber,
  mediaRev: wholeNumber,
  createdAtMs: timeMs,
  updatedAtMs: timeMs,
  deviceName: v.optional(DeviceName),
}

/** A project beyond its summary. `savedAtMs` is when this version was; `updatedAtMs` is raised by media that arrive too. */
const whole = { ...header, savedAtMs: timeMs }

/** The version that won a conflict, whole, so that nothing has to be fetched to show both sides. */
export const WinningVersion = v.object({ ...whole, document: AnsweredDocument, assetIds: v.array(AssetId) })
export type WinningVersion = v.InferOutput<typeof WinningVersion>

export const ProjectAsset = v.object({
  assetId: AssetId,
  state: v.picklist(['missing', 'uploading', 'stored']),
  fileName: v.optional(v.string()),
  mime: v.optional(v.string()),
  sizeBytes: v.optional(wholeNumber),
  checksum: v.optional(AssetChecksum),
})
export type ProjectAsset = v.InferOutput<typeof ProjectAsset>

export const ProjectReply = v.object({
  ...whole,
  document: AnsweredDocument,
  assetIds: v.array(AssetId),
  /** The state of each asset the document lists; of more than `limits.describedAssets`, nothing beside it. */
  assets: v.array(ProjectAsset),
})
export type ProjectReply = v.InferOutput<typeof ProjectReply>

export const ProjectSummary = v.variant('state', [
  v.object({ state: v.literal('live'), ...header }),
  v.object({
    state: v.literal('deleted'),
    id: ProjectId,
    version: wholeNumber,
    updatedAtMs: timeMs,
    deletedAtMs: timeMs,
  }),
])
export type ProjectSummary = v.InferOutput<typeof ProjectSummary>

export const opaqueToken = v.pipe(v.string(), v.minLength(1), v.maxLength(2048), v.regex(/^[A-Za-z0-9_-]+$/))
/** Rows a page, as the query has it: 1 to `most`. */
export const pageSize = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[0-9]{1,9}$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(1),
    v.maxValue(most),
  )

export const ListProjectsQuery = v.strictObject({
  limit: v.optional(pageSize(limits.projectsPerPage)),
  /** The next page of the same listing; good as long as tombstones live, then `cursor-expired`. */
  cursor: v.optional(opaqueToken),
  /** From an earlier reply's `nextSince`: only what changed, tombstones included; good as long as a cursor. */
  since: v.optional(opaqueToken),
})
export type ListProjectsQuery = v.InferOutput<typeof ListProjectsQuery>

export const ListProjectsReply = v.object({
  projects: v.array(ProjectSummary),
  /** Present while more pages follow. */
  cursor: v.optional(opaqueToken),
  /** Present on the last page: ask again with `since` set to it. */
  nextSince: v.optional(opaqueToken),
})
export type ListProjectsReply = v.InferOutput<typeof ListProjectsReply>
