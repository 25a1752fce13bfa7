import * as v from 'valibot'
import { AssetChecksum } from './checksum.ts'
import { AssetId, ProjectId } from './ids.ts'
import * as limits from './limits.ts'
import { SnapshotDocument } from './snapshots.ts'
import { WholeNumber } from './whole-number.ts'

const timeMs = WholeNumber

export const ProjectName = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameCharacters))
export const DeviceName = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.deviceNameCharacters))

/**
 * A document as it travels: opaque bytes that the server never re-serialises.
 * `identity` carries UTF-8 text as it is; `gzip` carries base64 of the gzip of the bytes.
 */
export const inlineDocument = {
  kind: v.literal('inline'),
  encoding: v.picklist(['identity', 'gzip']),
  data: v.string(),
}
export const InlineDocument = v.object(inlineDocument)
export type InlineDocument = v.InferOutput<typeof InlineDocument>

/** A document that is answered: within the reply, or to be fetched. */
export const AnsweredDocument = v.variant('kind', [InlineDocument, SnapshotDocument])
export type AnsweredDocument = v.InferOutput<typeof AnsweredDocument>

export const PutProjectReply = v.object({
  /** The version this very mutation made, also when the reply is a replay: the base of the client's next write. */
  version: WholeNumber,
  /** The version in force now; above `version` only when another device has written since. */
  currentVersion: WholeNumber,
  mediaRev: WholeNumber,
  updatedAtMs: timeMs,
  /** Listed by the document, not stored yet. */
  missingAssets: v.array(AssetId),
})
export type PutProjectReply = v.InferOutput<typeof PutProjectReply>

const header = {
  id: ProjectId,
  name: ProjectName,
  version: WholeNumber,
  mediaRev: WholeNumber,
  createdAtMs: timeMs,
  updatedAtMs: timeMs,
  deviceName: v.optional(DeviceName),
}

/** A project beyond its summary. `savedAtMs` is when this version was; `updatedAtMs` is raised by media that arrive too. */
const whole = { ...header, savedAtMs: timeMs }

/** The version that won a conflict, whole, so that nothing has to be fetched to show both sides. */
export const WinningVersion = v.object({
  ...whole,
  document: AnsweredDocument,
  assetIds: v.array(AssetId),
  /** Of those, what is not stored; servers of before do not say. */
  missingAssets: v.optional(v.array(AssetId)),
})
export type WinningVersion = v.InferOutput<typeof WinningVersion>

export const ProjectAsset = v.object({
  assetId: AssetId,
  state: v.picklist(['missing', 'uploading', 'stored']),
  fileName: v.optional(v.string()),
  mime: v.optional(v.string()),
  sizeBytes: v.optional(WholeNumber),
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
    version: WholeNumber,
    updatedAtMs: timeMs,
    deletedAtMs: timeMs,
  }),
])
export type ProjectSummary = v.InferOutput<typeof ProjectSummary>

export const opaqueToken = v.pipe(v.string(), v.minLength(1), v.maxLength(2048), v.regex(/^[A-Za-z0-9_-]+$/))

export const ListProjectsReply = v.object({
  projects: v.array(ProjectSummary),
  /** Present while more pages follow. */
  cursor: v.optional(opaqueToken),
  /** Present on the last page: ask again with `since` set to it. */
  nextSince: v.optional(opaqueToken),
})
export type ListProjectsReply = v.InferOutput<typeof ListProjectsReply>
