import { enqueueUnqueued, type UnqueuedContext } from '../host/enqueue.ts'
import { letGoOfCopy } from '../host/let-go-of-copy.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import { isDeleting, isHeld, newestHash } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { DeletionRefused } from './deletion-refused.ts'

export interface DeletionContext extends UnqueuedContext {
  readonly account: string | null
  readonly store: LocalStore
  readonly hasOwnStore: boolean
}

/** Keeps the user's wish, in the project's turn; what the app's store holds and nobody has queued goes first. */
export async function deleteProject(context: DeletionContext, projectId: string): Promise<void> {
  const { account, book, hasOwnStore, host, store } = context
  const local = await enqueueUnqueued(context, projectId)
  const view = book.view(projectId)
  const { lane, conflict } = view
  if (conflict) throw new DeletionRefused(projectId, 'conflict-open')
  if (isDeleting(lane)) return
  const { acknowledged, state } = lane
  const listed = (await store.get('listing', projectId))?.summary
  const listedVersion = !isHeld(acknowledged) && listed?.state === 'live' ? listed.version : 0
  const isIdle = state.kind === 'idle'
  const isCopy = acknowledged.gone === true
  const isThere = local || isCopy || isHeld(acknowledged) || listedVersion > acknowledged.version
  if (isIdle && !isThere) return
  const isStuck = account === null || (isIdle && isCopy) || state.kind === 'blocked' || state.kind === 'lost'
  const letGo = isStuck && hasOwnStore ? local?.edit : undefined
  if (letGo && !(await host.remove?.(projectId, letGo))) throw new DeletionRefused(projectId, 'app-store-refused')
  let isGone = false
  try {
    const letGoOf = isStuck ? newestHash(view) : undefined
    const left = await book.dispatch(projectId, { kind: 'deleting', listedVersion, letGoOf })
    // Another tab has met it right before.
    if (left.conflict) throw new DeletionRefused(projectId, 'conflict-open')
    isGone = left.lane.state.kind === 'idle'
  } finally {
    // What is not deleted, or not yet, is the app's still: what it made anew under that id would be saved over it.
    if (letGo && !isGone) await host.apply(letGo, undefined)
  }
}

/** What the user has deleted leaves the app's store, as long as nothing was saved since, or is just being saved. */
export function letGoOfDeleted(
  context: UnqueuedContext & { readonly ledger: Pick<SaveLedger, 'stages'> },
  projectId: string,
): Promise<boolean> {
  const isSaved = () => context.ledger.stages().has(projectId)
  return letGoOfCopy(context, projectId, (lane) => isDeleting(lane) && !isSaved())
}
