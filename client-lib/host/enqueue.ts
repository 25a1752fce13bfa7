import { encodeEdit, hashEdit } from '../documents/encode-edit.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import { newestCell, newestHash } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { HostStore, ProjectEdit } from './host-store.ts'
import type { SaveLedger, SaveTicket } from './save-ledger.ts'
import type { TabBases } from './tab-bases.ts'

/** Queues what was saved. One transaction holds the content and the lane. */
export async function enqueueEdit(
  book: LaneBook,
  bases: TabBases,
  edit: ProjectEdit,
  asOwnCopy = false,
): Promise<void> {
  const { hash, content } = await encodeEdit(edit)
  const [basedOn, seenVersion] = [bases.get(edit.id), bases.seenVersion(edit.id)]
  const event = { kind: 'saved', hash, asOwnCopy, basedOn, seenVersion } as const
  const { lane } = await book.dispatch(edit.id, event, new Map([[hash, content]]))
  // What is to be asked about was not made on what is agreed on.
  bases.holds(edit.id, hash, newestCell(lane.state)?.isUnaware ? seenVersion : lane.acknowledged.version)
}

/** What it takes to queue what the app's store holds. */
export interface UnqueuedContext {
  readonly book: LaneBook
  readonly host: HostStore
  readonly ledger: Pick<SaveLedger, 'seenVersion'>
}

export interface SavedContext extends UnqueuedContext {
  readonly bases: TabBases
  readonly store: Pick<LocalStore, 'all'>
}

/**
 * Queues what the app has saved in its own store, as long as that holds it: until its turn came another tab may have
 * queued it and applied something over it, or saved without having seen it. Then what is held is queued, and this
 * edit is kept beside it where nothing else keeps it.
 * @param ticket says whether this tab has begun no later save, which had seen this one, and what it knew as this one began
 */
export async function enqueueSaved(
  context: SavedContext,
  edit: ProjectEdit,
  { isNewest, seenVersion, basedOn: known }: Omit<SaveTicket, 'saved' | 'failed' | 'queued'>,
): Promise<void> {
  const { bases, book, host, store } = context
  const { hash, content } = await encodeEdit(edit)
  const contents = new Map([[hash, content]])
  const basedOn = known ?? bases.get(edit.id)
  for (;;) {
    const ifNewest = newestHash(await book.refresh(edit.id))
    const held = await host.load(edit.id)
    if (held && !isSameText(held, edit) && (await hashEdit(held)) !== hash) break
    const view = await book.dispatch(edit.id, { kind: 'saved', hash, ifNewest, basedOn, seenVersion }, contents)
    if (newestHash(view) === hash) return bases.holds(edit.id, hash)
  }
  const conflicts = await store.all('conflicts')
  const isSettled = conflicts.some(([, one]) => one.projectId === edit.id && one.local.hash === hash)
  if (isNewest() && !isSettled) await book.dispatch(edit.id, { kind: 'overlaid', hash }, contents)
  bases.holds(edit.id, hash)
  await enqueueUnqueued(context, edit.id, isNewest() ? basedOn : undefined)
}

/** As most often: to hash a large document holds the page up. */
function isSameText(a: ProjectEdit, b: ProjectEdit): boolean {
  return a.document === b.document && a.name === b.name && String(a.assetIds) === String(b.assetIds)
}

export interface LocalCopy {
  readonly edit: ProjectEdit
  readonly hash: string
}

/**
 * Queues what the host holds where that is neither the last content queued nor the last agreed on:
 * the page died between the host's save and the queue.
 * @param ledger tells what was known as it was begun, where it is this tab's
 * @param basedOn what the host's copy was made on, where that is known
 * @returns the host's copy, or undefined where it holds none
 */
export async function enqueueUnqueued(
  { book, host, ledger }: UnqueuedContext,
  projectId: string,
  basedOn?: string,
): Promise<LocalCopy | undefined> {
  for (;;) {
    // Read before the host is asked: if it moves meanwhile, another save was queued, and this one may be older.
    const ifNewest = newestHash(await book.refresh(projectId))
    const edit = await host.load(projectId)
    if (!edit) {
      if (book.view(projectId).lane.state.kind === 'restoring') await book.dispatch(projectId, { kind: 'not-restored' })
      return undefined
    }
    const hash = await hashEdit(edit)
    if (hash === ifNewest) return { edit, hash }
    const { content } = await encodeEdit(edit)
    const seenVersion = ledger.seenVersion(projectId)
    const event = { kind: 'saved', hash, ifNewest, basedOn, seenVersion } as const
    const view = await book.dispatch(projectId, event, new Map([[hash, content]]))
    if (newestHash(view) === hash) return { edit, hash }
  }
}
