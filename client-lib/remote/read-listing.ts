import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { forgetGone } from './forget-gone.ts'
import type { ListingChange } from './keep-page.ts'
import { type ListingPages, readPages } from './read-pages.ts'

/** Asks what changed since the last listing, keeps it, and tells which projects' entries are new, newer or gone, page by page. */
export async function readListing(
  api: ApiClient,
  store: LocalStore,
  onListed: (change: ListingChange) => void,
  signal: AbortSignal,
): Promise<void> {
  const pages = { api, store, onListed, signal }
  const row = await store.get('device', 'since')
  if (row?.kind !== 'since') return readWhole(pages)
  try {
    await readPages(pages, row.token, 'with-token')
  } catch (error) {
    if (!isRefusedToken(error)) throw error
    await readWhole(pages)
  }
}

/** The server tells no deletions from this token any more, or does not know it. */
function isRefusedToken(error: unknown): boolean {
  return error instanceof ApiFailure && (error.code === 'cursor-expired' || error.code === 'invalid-request')
}

/**
 * Asks for the whole list. What was known and is in it no more was deleted, and its tombstone forgotten: its entry goes,
 * and nothing else, so that what the device holds of it stays.
 */
async function readWhole(pages: ListingPages): Promise<void> {
  const rows = await pages.store.all('listing')
  const known = rows.filter(([, { summary }]) => summary.state === 'live')
  if (known.length === 0) return void (await readPages(pages, undefined, 'with-token'))
  // The token is kept last: killed before, the next round begins anew, and forgets what this one did not.
  const whole = await readPages(pages, undefined, 'rows-alone')
  if (whole === undefined) return
  // A project that is written while the list is read moves from its later pages to its first.
  const changed = await readPages(pages, whole.nextSince, 'rows-alone')
  if (changed === undefined) return
  const gone = known.filter(([id]) => !whole.projectIds.has(id) && !changed.projectIds.has(id))
  await forgetGone(pages, gone, changed.nextSince)
}
