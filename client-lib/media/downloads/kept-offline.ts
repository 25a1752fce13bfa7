import { classifyFailure } from '../../retry/classify-failure.ts'
import { shareNext } from '../../runtime/share-next.ts'
import type { AssetBook } from '../asset-book.ts'
import { assetRowKey, isStored } from '../asset-row.ts'
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
  return {
    look: shareNext(async () => {
      const signal = leading()
      for (const row of book.rows()) {
        const key = assetRowKey(row.projectId, row.assetId)
        const isWanted = row.keepOffline && row.mediaKey === undefined && isStored(row)
        if (!isWanted || failed.has(key) || refused.has(key)) continue
        try {
          if (!(await downloads.fetch(row, signal))) refused.add(key)
        } catch (error) {
          if (signal.aborted) return
          const { kind } = classifyFailure(error)
          const mayPass = kind === 'retry' || kind === 'sign-in'
          ;(mayPass ? failed : refused).add(key)
        }
      }
    }),
    retry(how) {
      failed.clear()
      if (how === 'start') refused.clear()
    },
  }
}
