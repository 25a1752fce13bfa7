import type { AddingAssets } from './adding/adding-assets.ts'
import type { AssetBook } from './asset-book.ts'
import { type AssetRow, isAddedHere, isOnlyHere, isStored } from './asset-row.ts'
import type { AssetView } from './assets-api.ts'
import type { MediaSummary } from './media-lanes.ts'
import { batchAfter, mediaSummary } from './media-summary.ts'

export interface SummarySources {
  readonly book: AssetBook
  readonly adding: Pick<AddingAssets, 'views'>
  readonly uploads: { readonly bytesPerSecond: number }
  readonly viewOf: (row: AssetRow) => AssetView
  /** Another summary is to be told. */
  readonly onChange: () => void
  readonly storageFailed: (error: unknown) => void
}

/** What the status says of all media together. */
export class SummaryDesk {
  readonly #sources: SummarySources
  #batch: ReadonlySet<string> = new Set()
  #reading: Promise<unknown> | undefined

  constructor(sources: SummarySources) {
    this.#sources = sources
  }

  summary(): MediaSummary {
    const { book, adding, uploads, viewOf } = this.#sources
    if (!book.isRead) this.#readFirst()
    // What was stored before counts for nothing, and may be thousands of files.
    const done = [...this.#batch].flatMap((key) => book.at(key) ?? []).filter(isDone)
    const views = [...adding.views(), ...[...book.rows().filter(isOnlyHere), ...done].map(viewOf)]
    this.#batch = batchAfter(this.#batch, views)
    const { bytesPerSecond } = uploads
    const summary = mediaSummary(views, { batch: this.#batch, bytesPerSecond })
    return book.isRead ? summary : { ...summary, durability: 'on-this-device' }
  }

  /** Until the rows are read nothing is known to be in the cloud; then the summary is told anew. */
  #readFirst(): void {
    const { book, onChange, storageFailed } = this.#sources
    this.#reading ??= book.load().then(onChange, storageFailed)
  }
}

function isDone(row: AssetRow): boolean {
  return isAddedHere(row) && isStored(row)
}
