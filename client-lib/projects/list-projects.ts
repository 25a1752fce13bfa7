import type { ProjectListing } from '../cloud-sync.ts'
import { documentKey } from '../documents/document-row.ts'
import { fewAtOnce } from '../host/few-at-once.ts'
import type { HostStore } from '../host/host-store.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneState } from '../queue/lane-row.ts'
import { isDeleting, isHeld, isLost, isRemoved, newestCell, newestHash } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'

export interface ListContext {
  readonly store: LocalStore
  readonly book: LaneBook
  readonly host: HostStore
  readonly ledger: Pick<SaveLedger, 'stages'>
}

/** What the cloud last listed and what this device holds, in one list, newest first. */
export async function listProjects(context: ListContext): Promise<readonly ProjectListing[]> {
  const { store, book, host, ledger } = context
  const [rows, here] = await Promise.all([store.all('listing'), host.list()])
  const listed = new Map(rows.flatMap(([id, { summary }]) => (summary.state === 'live' ? [[id, summary]] : [])))
  const local = new Set(here)
  const isThere = (id: string) => {
    const { lane } = book.view(id)
    // The list may not tell of a deletion yet that was made here.
    const isGone = isRemoved(lane) && !local.has(id) && (listed.get(id)?.version ?? 0) <= lane.acknowledged.version
    return !isGone && !isDeleting(lane)
  }
  const ids = [...new Set([...listed.keys(), ...local])].filter(isThere)
  const all = await fewAtOnce(ids, async (id): Promise<ProjectListing> => {
    const summary = listed.get(id)
    const { state, acknowledged } = book.view(id).lane
    const version = isHeld(acknowledged) ? acknowledged.version : 0
    const onThisDevice = local.has(id)
    // The cloud's entry tells the name, unless the device knows better.
    const isSaved = ledger.stages().has(id)
    const newerHere = onThisDevice && (isSaved || !summary || state.kind !== 'idle' || version > summary.version)
    const name = newerHere ? await nameHere(context, id, isSaved) : undefined
    return {
      id,
      name: name ?? summary?.name ?? '',
      version: Math.max(summary?.version ?? 0, version),
      updatedAtMs: Math.max(summary?.updatedAtMs ?? 0, acknowledged.savedAtMs ?? 0, savedAtMs(state)),
      onThisDevice,
    }
  })
  return all.sort((a, b) => b.updatedAtMs - a.updatedAtMs)
}

/**
 * What the device calls a project. A row tells without its document; what is saved and not queued yet is in the app's
 * store alone.
 */
async function nameHere(
  { store, book, host }: ListContext,
  projectId: string,
  isSaved: boolean,
): Promise<string | undefined> {
  const key = documentKey(projectId, newestHash(book.view(projectId)))
  const row = isSaved ? undefined : await store.get('documents', key)
  // One that cannot be read now keeps no other from the list.
  return (row ?? (await host.load(projectId).catch(() => undefined)))?.name
}

function savedAtMs(state: LaneState): number {
  if (isLost(state)) return state.savedAtMs
  return newestCell(state)?.savedAtMs ?? 0
}
