import * as v from 'valibot'
import { AssetId } from './ids.ts'
import { VersionId } from './kept-version.ts'
import { AnsweredDocument, DeviceName, opaqueToken, ProjectName } from './projects.ts'
import { WholeNumber } from './whole-number.ts'

const timeMs = WholeNumber

const summary = {
  id: VersionId,
  /** As it was in force; of a kept one, the version that it was made on or names. */
  version: WholeNumber,
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

export const ListVersionsReply = v.object({
  /** Newest first; a page may hold fewer than `limit`. */
  versions: v.array(VersionSummary),
  /** Present while more pages may follow. */
  cursor: v.optional(opaqueToken),
})
export type ListVersionsReply = v.InferOutput<typeof ListVersionsReply>
