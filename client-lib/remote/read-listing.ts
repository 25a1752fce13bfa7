import { isHeld } from '../queue/lane-view.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { forgetGone } from './forget-gone.ts'
import { type ListingPages, readPages } from './read-pages.ts'

export interface ListingContext extends Omit<ListingPages, 'signal'> {
  /** The cloud has a project no more that this device has agreed with it on. */
  readonly onGone: (projectId: string) => Promise<unknown>
}

/** Asks what changed since the last listing, keeps it, and tells which projects' entries are new, newer or gone, page by page. */
export async function readListing(context: ListingContext, signal: AbortSignal): Promise<void> {
  const pages = { ...context, signal }
  const row = await pages.store.get('device', 'since')
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
 * and its lane knows it; what the device holds of it stays.
 */
async function readWhole(pages: ListingPages & ListingContext): Promise<void> {
  const [rows, lanes] = await Promise.all([pages.store.all('listing'), pages.store.all('lanes')])
  const known = rows.filter(([, { summary }]) => summary.state === 'live')
  const held = lanes.filter(([, { acknowledged }]) => isHeld(acknowledged))
  if (known.length + held.length === 0) return void (await readPages(pages, undefined, 'with-token'))
  // The token is kept last: killed before, the next round begins anew, and forgets what this one did not.
  const whole = await readPages(pages, undefined, 'rows-alone')
  if (whole === undefined) return
  // A project that is written while the list is read moves from its later pages to its first.
  const changed = await readPages(pages, whole.nextSince, 'rows-alone')
  if (changed === undefined) return
  const isGone = ([id]: readonly [id: string, row: unknown]) => !whole.projectIds.has(id) && !changed.projectIds.has(id)
  for (const [projectId] of held.filter(isGone)) await pages.onGone(projectId)
  await forgetGone(pages, known.filter(isGone), changed.nextSince)
}
