import type { Content } from '../documents/content.ts'
import { encodeEdit, hashEdit } from '../documents/encode-edit.ts'
import { readEdit } from '../documents/read-edit.ts'
import { enqueueUnqueued, type LocalCopy } from '../host/enqueue.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { queueUnqueued } from '../host/save-edit.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import type { LaneEvent } from '../queue/lane-event.ts'
import type { ConflictDeskOptions } from './conflict-desk.ts'
import type { Intent, OpenConflictRow } from './conflict-row.ts'
import type { ConflictAnswer } from './conflicts-api.ts'
import { makeCopy } from './make-copy.ts'
import { UnknownConflict } from './unknown-conflict.ts'

/**
 * Carries an answer out on the device; what it comes to in the cloud is the queue's. In the project's turn.
 * @param onLocal where given, only while the local side is this content, and the app saves no other
 */
export async function answerConflict(
  options: ConflictDeskOptions,
  { conflictId, projectId }: OpenConflictRow,
  answer: ConflictAnswer,
  onLocal?: string,
): Promise<void> {
  const { bases, book, hasOwnStore, ledger } = options
  const local = await enqueueUnqueued(options, projectId)
  const { conflict } = book.view(projectId)
  // Another answer came first, or an edit that equals the winner. A merge is nowhere but with the app.
  if (conflict?.conflictId !== conflictId) {
    if (typeof answer === 'object') throw new UnknownConflict(conflictId)
    return
  }
  // What the app is just saving becomes the local side, and the question is another then.
  const isOther = onLocal !== conflict.local.hash || ledger.isSaving(projectId)
  if (onLocal !== undefined && isOther) throw new UnknownConflict(conflictId)
  if (answer === 'local') await close(options, conflict, { answer }, [local?.edit])
  else if (answer === 'remote') await takeRemote(options, conflict, answer, local)
  else if (answer === 'both') await takeBoth(options, conflict, local)
  else if (answer.onVersion !== undefined && answer.onVersion !== conflict.remote.version) {
    throw new UnknownConflict(conflictId)
  } else {
    const merged = { ...answer.merged, id: projectId }
    await takeMerged(options, conflict, merged, local)
    // Who gave it, and an app whose store has just taken it, go on from that.
    if (onLocal === undefined || hasOwnStore) bases.holds(projectId, await hashEdit(merged), conflict.remote.version)
  }
}

async function takeBoth(options: ConflictDeskOptions, conflict: OpenConflictRow, local: LocalCopy | undefined) {
  const { projectId } = conflict
  const edit = (await readEdit(options.store, projectId, conflict.local.hash)) ?? local?.edit
  // Without a local side there is nothing to copy.
  if (edit) await makeCopy(options, conflict, edit)
  await takeRemote(options, conflict, edit ? 'both' : 'remote', local)
}

async function takeRemote(
  options: ConflictDeskOptions,
  conflict: OpenConflictRow,
  answer: 'remote' | 'both',
  local: LocalCopy | undefined,
): Promise<void> {
  const { book, host, store } = options
  const { conflictId, projectId, remote } = conflict
  if (answer === 'remote') {
    const intent = { kind: 'remote', hash: conflict.local.hash } as const
    if (!(await intend(book, conflict, intent))) return
  }
  if (remote.kind === 'deleted') {
    if (host.remove && local && !(await host.remove(projectId, local.edit))) throw new HostRefused(projectId)
    return close(options, conflict, { answer, removed: host.remove !== undefined }, [local?.edit])
  }
  const winner = await readEdit(store, projectId, remote.hash)
  if (!winner) {
    await book.dispatch(projectId, { kind: 'side-lost', conflictId, hash: remote.hash })
    throw new UnknownConflict(conflictId)
  }
  if (!(await host.apply(winner, local?.edit))) throw new HostRefused(projectId)
  await close(options, conflict, { answer }, [local?.edit, winner])
}

async function takeMerged(
  options: ConflictDeskOptions,
  conflict: OpenConflictRow,
  merged: ProjectEdit,
  local: LocalCopy | undefined,
): Promise<void> {
  const { book, host } = options
  const { conflictId, projectId, remote } = conflict
  const { hash, content } = await encodeEdit(merged)
  if (hash === conflict.local.hash) return close(options, conflict, { answer: 'local' }, [local?.edit])
  if (remote.kind === 'edited' && hash === remote.hash) return takeRemote(options, conflict, 'remote', local)
  const intent = { kind: 'merged', hash } as const
  if (!(await intend(book, conflict, intent, new Map([[hash, content]])))) throw new UnknownConflict(conflictId)
  if (!(await host.apply(merged, local?.edit))) throw new HostRefused(projectId)
  await close(options, conflict, { answer: 'merged', mergedHash: hash }, [local?.edit, merged])
}

/** Kept before anything is done of it. @returns whether the question is open still */
async function intend(
  book: LaneBook,
  { conflictId, projectId }: OpenConflictRow,
  intent: Intent,
  contents?: ReadonlyMap<string, Content>,
): Promise<boolean> {
  const { conflict } = await book.dispatch(projectId, { kind: 'intended', conflictId, intent }, contents)
  return conflict?.conflictId === conflictId
}

type Answer = Pick<Extract<LaneEvent, { kind: 'answered' }>, 'answer' | 'removed' | 'mergedHash'>

/** @param edits what the lane may refer to from now on: what is missing or damaged of it on the device is kept anew */
async function close(
  options: ConflictDeskOptions,
  { conflictId, projectId, local, remote }: OpenConflictRow,
  answer: Answer,
  edits: readonly (ProjectEdit | undefined)[],
): Promise<void> {
  const { book, onApplied } = options
  const encoded = await Promise.all(edits.map((edit) => edit && encodeEdit(edit)))
  const contents = new Map(encoded.flatMap((one) => (one ? [[one.hash, one.content] as const] : [])))
  await book.dispatch(projectId, { kind: 'answered', conflictId, localHash: local.hash, remote, ...answer }, contents)
  if (answer.answer === 'local') return
  // Another tab may have answered otherwise meanwhile: what was applied here is then an edit on top of that.
  // It is answered in any case; what could not be looked at now is looked at again.
  await enqueueUnqueued(options, projectId).catch(() => void queueUnqueued(options, projectId))
  onApplied(projectId)
}
