import * as v from 'valibot'
import { WholeNumber } from '#contract/whole-number.ts'

/** Where the worker is to find the media store the page uses. */
const StoreLocation = v.object({ kind: v.picklist(['opfs', 'indexed-db']), name: v.string() })
export type StoreLocation = v.InferOutput<typeof StoreLocation>

/** What the page says to the worker. */
export const IngestCommand = v.variant('kind', [
  v.object({ kind: v.literal('open'), store: StoreLocation }),
  v.object({ kind: v.literal('ingest'), id: WholeNumber, key: v.string(), file: v.instance(File) }),
  v.object({ kind: v.literal('cancel'), id: WholeNumber }),
])
export type IngestCommand = v.InferOutput<typeof IngestCommand>

/** What the worker answers. Errors travel as data: their classes do not survive the crossing. */
export const IngestReport = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('unusable'), detail: v.string() }),
  v.object({ kind: v.literal('progress'), id: WholeNumber, doneBytes: WholeNumber }),
  v.object({ kind: v.literal('done'), id: WholeNumber, sizeBytes: WholeNumber, partChecksums: v.array(v.string()) }),
  v.object({
    kind: v.literal('failed'),
    id: WholeNumber,
    error: v.picklist(['AssetUnreadable', 'StorageFull', 'other']),
    detail: v.string(),
  }),
])
export type IngestReport = v.InferOutput<typeof IngestReport>
