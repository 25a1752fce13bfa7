import { classifyFailure } from '../../retry/classify-failure.ts'
import { shareNext } from '../../runtime/share-next.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AssetRow, assetRowKey, isStored } from '../asset-row.ts'
import type { Downloads } from './downloads.ts'

export interface KeptOffline {
  /** Fetches what the app keeps offline and is not here, though the cloud has it: one file after the other. */
  look(): Promise<void>
  /** What failed may come now. @param how `start`: also what no mere hint changes, as where the device is full */
  retry(how: 'hint' | 'start'): void
}

/**
 * What is kept offline may have been cut short by the end of its page, deleted by the browser, or not have been in the
 * cloud when that was said.
 * @param leading aborts as this tab leads no more
 */
export function createKeptOffline(
  { book, downloads }: { readonly book: AssetBook; readonly downloads: Downloads },
  leading: () => AbortSignal,
): KeptOffline {
  const failed = new Set<string>()
  const refused = new Set<string>()

  async function fetchOne(row: AssetRow, signal: AbortSignal): Promise<void> {
    const key = assetRowKey(row.projectId, row.assetId)
    if (failed.has(key) || refused.has(key)) return
    try {
      if (!(await downloads.fetch(row, signal))) failed.add(key)
    } catch (error) {
      if (signal.aborted) return
      const { kind } = classifyFailure(error)
      if (kind === 'retry' || kind === 'sign-in') failed.add(key)
      else refused.add(key)
    }
  }

  return {
    look: shareNext(async () => {
      const signal = leading()
      for (const row of book.rows()) {
        if (signal.aborted) return
        if (row.keepOffline && row.mediaKey === undefined && isStored(row)) await fetchOne(row, signal)
      }
    }),
    retry(how) {
      failed.clear()
      if (how === 'start') refused.clear()
    },
  }
}
