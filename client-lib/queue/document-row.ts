import * as v from 'valibot'
import { InlineDocument, ProjectName } from '#contract/projects.ts'

/** One content of a project, as it travels: kept while a lane, a conflict or the device's own copy refers to it. */
export const DocumentRow = v.object({
  schemaVersion: v.literal(1),
  name: ProjectName,
  document: InlineDocument,
  assetIds: v.array(v.string()),
})
export type DocumentRow = v.InferOutput<typeof DocumentRow>

/** Content is named by its hash, so that equal content is one row and a row never changes. */
export function documentKey(projectId: string, hash: string): string {
  return `${projectId}/${hash}`
}
