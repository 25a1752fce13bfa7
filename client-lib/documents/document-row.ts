import * as v from 'valibot'
import { InlineDocument, ProjectName } from '#contract/projects.ts'
import { WholeNumber } from '#contract/whole-number.ts'

/** A document too large for a row and for a request: its bytes as they travel are pieces, in rows of their own. */
const LargeDocument = v.object({
  kind: v.literal('pieces'),
  encoding: InlineDocument.entries.encoding,
  sizeBytes: WholeNumber,
  checksum: v.string(),
  pieceCount: WholeNumber,
})
export type LargeDocument = v.InferOutput<typeof LargeDocument>

/** One content of a project, as it travels: kept while a lane, a conflict or the device's own copy refers to it. */
export const DocumentRow = v.object({
  schemaVersion: v.literal(1),
  name: ProjectName,
  document: v.variant('kind', [InlineDocument, LargeDocument]),
  assetIds: v.array(v.string()),
})
export type DocumentRow = v.InferOutput<typeof DocumentRow>

/** Of any realm: jsdom's `structuredClone` gives one that is no instance of the test's own `ArrayBuffer`. */
const Bytes = v.custom<ArrayBuffer>((bytes) => Object.prototype.toString.call(bytes) === '[object ArrayBuffer]')

/** Some of a large document's bytes. */
export const PieceRow = v.object({ schemaVersion: v.literal(1), bytes: Bytes })
export type PieceRow = v.InferOutput<typeof PieceRow>

/** Content is named by its hash, so that equal content is one row and a row never changes. */
export function documentKey(projectId: string, hash: string): string {
  return `${projectId}/${hash}`
}
