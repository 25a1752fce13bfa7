import * as v from 'valibot'
import { AssetIds } from './asset-ids.ts'
import { MutationId } from './ids.ts'
import * as limits from './limits.ts'
import { pageSize } from './page-size.ts'
import { DeviceName, InlineDocument, opaqueToken, ProjectName } from './projects.ts'
import { SentSnapshot } from './snapshot-requests.ts'
import { textInUtf8 } from './text-in-utf8.ts'
import { WholeNumber } from './whole-number.ts'

/** A document within a request. */
export const SentInline = v.strictObject(InlineDocument.entries)

/** A document that is written: within the request, or sent to the store before. */
export const WrittenDocument = v.variant('kind', [SentInline, SentSnapshot])
export type WrittenDocument = v.InferOutput<typeof WrittenDocument>

const BaseVersion = v.pipe(WholeNumber, v.maxValue(limits.latestVersion))

export const PutProjectBody = v.strictObject({
  /** The version this edit was made on; 0 creates, a tombstone's un-deletes. */
  baseVersion: BaseVersion,
  mutationId: MutationId,
  name: v.pipe(ProjectName, textInUtf8),
  document: WrittenDocument,
  assetIds: AssetIds,
  deviceName: v.optional(v.pipe(DeviceName, textInUtf8)),
})
export type PutProjectBody = v.InferOutput<typeof PutProjectBody>

export const DeleteProjectBody = v.strictObject({
  /** The version that is deleted. */
  baseVersion: v.pipe(BaseVersion, v.minValue(1)),
  mutationId: MutationId,
})
export type DeleteProjectBody = v.InferOutput<typeof DeleteProjectBody>

export const ListProjectsQuery = v.strictObject({
  limit: v.optional(pageSize(limits.projectsPerPage)),
  /** The next page of the same listing; good as long as tombstones live, then `cursor-expired`. */
  cursor: v.optional(opaqueToken),
  /** From an earlier reply's `nextSince`: only what changed, tombstones included; good as long as a cursor. */
  since: v.optional(opaqueToken),
})
export type ListProjectsQuery = v.InferOutput<typeof ListProjectsQuery>
