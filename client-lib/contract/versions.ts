import * as v from 'valibot'
import { AssetId, MutationId } from './ids.ts'
import { limits } from './limits.ts'
import {
  AnsweredDocument,
  AssetIds,
  DeviceName,
  opaqueToken,
  ProjectName,
  pageSize,
  WrittenDocument,
} from './projects.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const timeMs = wholeNumber

/** Names one version of a project's history: `12` as it was in force, `12~m1` one that was kept beside it. */
export const VersionId = v.pipe(
  v.string(),
  v.regex(
    /^(0|[1-9][0-9]{0,11})(~[A-Za-z0-9_-]{1,64})?$/,
    "must be a version's number, and after a ~ the mutation id it was kept by",
  ),
)

const summary = {
  id: VersionId,
  /** As it was in force; of a kept one, the version that it was made on or names. */
  version: wholeNumber,
  /** Why it is here: it was in force, it lost a conflict, or a user named it. */
  kept: v.picklist(['history', 'conflict-side', 'named']),
  label: v.optional(v.string()),
  name: ProjectName,
  deviceName: v.optional(DeviceName),
  madeAtMs: timeMs,
  /** Present where this version is the project's deletion: all it held then. */
  deletedAtMs: v.optional(timeMs),
  /** From then on it is not there any more. */
  expiresAtMs: timeMs,
}

export const VersionSummary = v.object(summary)
export type VersionSummary = v.InferOutput<typeof VersionSummary>

/** To restore it, write its name, document and assets on the version in force. */
export const VersionReply = v.object({ ...summary, document: AnsweredDocument, assetIds: v.array(AssetId) })
export type VersionReply = v.InferOutput<typeof VersionReply>

export const ListVersionsQuery = v.strictObject({
  limit: v.optional(pageSize(limits.versionsPerPage)),
  /** The next page of the same listing. */
  cursor: v.optional(opaqueToken),
})
export type ListVersionsQuery = v.InferOutput<typeof ListVersionsQuery>

export const ListVersionsReply = v.object({
  /** Newest first; a page may hold fewer than `limit`. */
  versions: v.array(VersionSummary),
  /** Present while more pages may follow. */
  cursor: v.optional(opaqueToken),
})
export type ListVersionsReply = v.InferOutput<typeof ListVersionsReply>

export const KeepVersionBody = v.strictObject({
  /** The version it was made on, or that it names. */
  version: v.pipe(wholeNumber, v.maxValue(limits.latestVersion)),
  /** With the version it names what is kept: the same two with the same bytes are the same version. */
  mutationId: MutationId,
  kept: v.picklist(['conflict-side', 'named']),
  label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameCharacters))),
  name: ProjectName,
  document: WrittenDocument,
  assetIds: AssetIds,
  deviceName: v.optional(DeviceName),
})
export type KeepVersionBody = v.InferOutput<typeof KeepVersionBody>

export const KeepVersionReply = v.object({ id: VersionId, madeAtMs: timeMs, expiresAtMs: timeMs })
export type KeepVersionReply = v.InferOutput<typeof KeepVersionReply>
