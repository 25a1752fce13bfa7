import * as v from 'valibot'
import { AssetIds } from './asset-ids.ts'
import { MutationId } from './ids.ts'
import * as limits from './limits.ts'
import { pageSize } from './page-size.ts'
import { WrittenDocument } from './project-requests.ts'
import { DeviceName, opaqueToken, ProjectName } from './projects.ts'
import { textInUtf8 } from './text-in-utf8.ts'
import { WholeNumber } from './whole-number.ts'

export const ListVersionsQuery = v.strictObject({
  limit: v.optional(pageSize(limits.versionsPerPage)),
  /** The next page of the same listing. */
  cursor: v.optional(opaqueToken),
})
export type ListVersionsQuery = v.InferOutput<typeof ListVersionsQuery>

export const KeepVersionBody = v.strictObject({
  /** The version it was made on, or that it names. */
  version: v.pipe(WholeNumber, v.maxValue(limits.latestVersion)),
  /** With the version it names what is kept: the same two with the same bytes are the same version. */
  mutationId: MutationId,
  kept: v.picklist(['conflict-side', 'named']),
  label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameCharacters), textInUtf8)),
  name: v.pipe(ProjectName, textInUtf8),
  document: WrittenDocument,
  assetIds: AssetIds,
  deviceName: v.optional(v.pipe(DeviceName, textInUtf8)),
})
export type KeepVersionBody = v.InferOutput<typeof KeepVersionBody>
