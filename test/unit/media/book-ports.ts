import type { MediaContext } from '../../../client-lib/media/media-context.ts'
import type { LocalStore } from '../../../client-lib/storage/local-store.ts'

type BookPorts = Pick<MediaContext, 'store' | 'onRowsWritten' | 'bornKnown' | 'putBack'>

/** What a book of files' rows stands on, of a page that has found its database whole. */
export function bookPorts(store: LocalStore, more: Partial<BookPorts> = {}): BookPorts {
  return {
    store,
    onRowsWritten: () => undefined,
    bornKnown: () => undefined,
    putBack: () => Promise.resolve(),
    ...more,
  }
}
