import type { LaneRow } from '../queue/lane-row.ts'
import { isHeld } from '../queue/lane-view.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { forgetGone, isOver } from './forget-gone.ts'
import type { ListingRow } from './listing-row.ts'
import { type ListingPages, readPages } from './read-pages.ts'

const dayMs = 24 * 3_600_000

/**
 * Asks what changed since the last listing, keeps it, and tells which projects' entries are new, newer or gone, page by
 * page. Once a day the whole list is read beside it: what a delta has missed is not missed for ever.
 */
export async function readListing(context: Omit<ListingPages, 'signal'>, signal: AbortSignal): Promise<void> {
  const pages = { ...context, signal }
  const row = await pages.store.get('device', 'since')
  if (row?.kind !== 'since') return readWhole(pages)
  if (await isWholeDue(pages)) return readWhole(pages, row.token)
  const delta = readPages(pages, row.token, 'with-token')
  if ((await delta.catch(unlessRefusedToken)) === 'refused') await readWhole(pages)
}

/** By the device's clock; one that was set back tells nothing of when that was. */
async function isWholeDue({ store, clock }: ListingPages): Promise<boolean> {
  const row = await store.get('device', 'whole-list')
  const agoMs = row?.kind === 'whole-list' ? clock.nowMs() - row.atMs : dayMs
  return agoMs < 0 || agoMs >= dayMs
}

/** The server tells no deletions from this token any more, or does not know it. */
function unlessRefusedToken(error: unknown): 'refused' {
  if (error instanceof ApiFailure && (error.code === 'cursor-expired' || error.code === 'invalid-request'))
    return 'refused'
  throw error
}

/**
 * Asks for the whole list. What was known, and neither it nor what changed meanwhile tells of, was deleted, and its
 * tombstone forgotten: its entry goes, and its lane knows it; what the device holds of it stays. An old tombstone goes too.
 *
 * @param since what changed is asked from here on, tombstones too; without it, from the reading itself
 */
async function readWhole(pages: ListingPages, since?: string): Promise<void> {
  const [rows, lanes] = await Promise.all([pages.store.all('listing'), pages.store.all('lanes')])
  const nowMs = pages.clock.nowMs()
  const isKnown = ({ summary }: ListingRow) => summary.state === 'live' || isOver(summary.deletedAtMs, nowMs)
  const known = rows.flatMap(([id, row]) => (isKnown(row) ? [id] : []))
  // What a tombstone tells is deleted by that, however long the app's store fails at it.
  const told = new Map(rows.flatMap(([id, row]) => (isKnown(row) ? [] : [[id, row.summary.version]])))
  const isHere = (id: string, { acknowledged }: LaneRow) =>
    isHeld(acknowledged) && (told.get(id) ?? 0) <= acknowledged.version
  const held = lanes.flatMap(([id, lane]) => (isHere(id, lane) ? [id] : []))
  // The token is kept last: killed before, the next round begins anew, and forgets what this one did not.
  const whole = await readPages(pages, undefined, 'rows-alone')
  if (whole === undefined) return
  // A project that is written while the list is read moves from its later pages to its first.
  const knowsNone = known.length + held.length === 0
  const changed = knowsNone ? whole : await readChanged(pages, since, whole.nextSince)
  if (changed === undefined) return
  const isGone = (id: string) => !whole.projectIds.has(id) && !changed.projectIds.has(id)
  for (const projectId of held.filter(isGone)) await pages.onGone(projectId)
  await forgetGone(pages, known.filter(isGone), changed.nextSince)
}

/** From `since`, or where that is refused from when the whole list was asked for. */
async function readChanged(pages: ListingPages, since: string | undefined, whole: string) {
  const told = since && (await readPages(pages, since, 'rows-alone').catch(unlessRefusedToken))
  return told && told !== 'refused' ? told : readPages(pages, whole, 'rows-alone')
}
