import * as v from 'valibot'
import { WholeNumber } from '#contract/whole-number.ts'

/** Where the worker is to find the media store the page uses. */
export interface StoreLocation {
  readonly kind: 'opfs' | 'indexed-db'
  readonly name: string
}

/** What the page says to the worker. */
export type IngestCommand =
  | { readonly kind: 'open'; readonly store: StoreLocation }
  | { readonly kind: 'ingest'; readonly id: number; readonly key: string | undefined; readonly file: File }
  | { readonly kind: 'cancel'; readonly id: number }

/** What the worker answers. Errors travel as data: their classes do not survive the crossing. */
export const IngestReport = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('unusable'), detail: v.string() }),
  v.object({ kind: v.literal('progress'), id: WholeNumber, doneBytes: WholeNumber }),
  v.object({ kind: v.literal('done'), id: WholeNumber, sizeBytes: WholeNumber, partChecksums: v.array(v.string()) }),
  v.object({
    kind: v.literal('failed'),
    id: WholeNumber,
    error: v.picklist(['AssetUnreadable', 'StorageFull', 'StorageUnavailable', 'other']),
    detail: v.string(),
  }),
])
export type IngestReport = v.InferOutput<typeof IngestReport>
