import * as v from 'valibot'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Where the worker is to find the media store the page uses. */
const StoreLocation = v.object({ kind: v.picklist(['opfs', 'indexed-db']), name: v.string() })
export type StoreLocation = v.InferOutput<typeof StoreLocation>

/** What the page says to the worker. */
export const IngestCommand = v.variant('kind', [
  v.object({ kind: v.literal('open'), store: StoreLocation }),
  v.object({ kind: v.literal('ingest'), id: wholeNumber, key: v.string(), file: v.instance(File) }),
  v.object({ kind: v.literal('cancel'), id: wholeNumber }),
])
export type IngestCommand = v.InferOutput<typeof IngestCommand>

/** What the worker answers. Errors travel as data: their classes do not survive the crossing. */
export const IngestReport = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('unusable'), detail: v.string() }),
  v.object({ kind: v.literal('progress'), id: wholeNumber, doneBytes: wholeNumber }),
  v.object({ kind: v.literal('done'), id: wholeNumber, sizeBytes: wholeNumber, partChecksums: v.array(v.string()) }),
  v.object({
    kind: v.literal('failed'),
    id: wholeNumber,
    error: v.picklist(['AssetUnreadable', 'StorageFull', 'other']),
    detail: v.string(),
  }),
])
export type IngestReport = v.InferOutput<typeof IngestReport>
