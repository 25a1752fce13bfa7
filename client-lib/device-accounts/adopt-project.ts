import type { Content } from '../documents/content.ts'
import { readContent } from '../documents/content-rows.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { encodeEdit } from '../documents/encode-edit.ts'
import { enqueueUnqueued, type UnqueuedContext } from '../host/enqueue.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import type { LaneRow } from '../queue/lane-row.ts'
import { isLost, isRemoved, newestHash } from '../queue/lane-view.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { markedStore, markKey } from './marked-store.ts'
import type { SignedOutWork } from './signed-out-work.ts'

export interface AdoptingAccount extends UnqueuedContext {
  readonly store: LocalStore
  readonly hasOwnStore: boolean
}

/**
 * Takes one project into the account's queue, once; then lets go of it where it was. In the project's turn. Killed in
 * between, it goes on from there. What cannot be read stays where it is.
 * @returns whether the account has it
 */
export async function adoptProject(account: AdoptingAccount, from: SignedOutWork, lane: LaneRow): Promise<boolean> {
  const { projectId } = lane
  const hash = newestHash({ lane, conflict: undefined })
  if (isRemoved(lane)) return letGo(from, lane, hash).then(() => true)
  const content = await readContent(from.store, projectId, hash)
  if (!content) {
    const now = await from.store.get('lanes', projectId)
    // A tab where nobody is signed in yet has saved since the lane was read.
    const isEdited = now && newestHash({ lane: now, conflict: undefined }) !== hash
    return isEdited ? adoptProject(account, from, now) : false
  }
  const edit = await decodeContent(projectId, content)
  const row = await account.store.get('device', markKey(projectId))
  const mark = row?.kind === 'adopted' ? row : undefined
  // Edited since an earlier try, which may have ended before the app was given what it took.
  if (mark && mark.hash !== hash) await giveToApp(account, mark.as, mark.hash)
  const as = mark?.hash === hash ? mark.as : await freeId(account, edit, hash)
  const losses = [...(lane.losses ?? [])]
  const beside = new Map<string, Content>()
  for (const { hash, savedAtMs } of lane.overlaid ?? []) {
    const kept = await readContent(from.store, projectId, hash)
    if (kept) beside.set(hash, kept)
    else losses.push({ hash, savedAtMs, code: 'unreadable' })
  }
  await queueOnce(account, { ...edit, id: as }, { projectId, hash, as }, losses)
  for (const [hash, content] of beside)
    await account.book.dispatch(as, { kind: 'overlaid', hash }, new Map([[hash, content]]))
  await letGo(from, lane, hash)
  return true
}

async function queueOnce(
  account: AdoptingAccount,
  edit: ProjectEdit,
  adoption: Parameters<typeof markedStore>[1],
  losses: LaneRow['losses'],
): Promise<void> {
  const { store, book, host, hasOwnStore } = account
  const { hash, content } = await encodeEdit(edit)
  await book
    .through(markedStore(store, adoption))
    .dispatch(edit.id, { kind: 'saved', hash, asOwnCopy: !hasOwnStore, losses }, new Map([[hash, content]]))
  await book.refresh(edit.id)
  // Where the app has it already, that is the same or newer, and is queued as any edit is: another tab's may be so by now.
  if (!(await enqueueUnqueued(account, edit.id))) await host.apply(edit, undefined)
}

/** Where something came after it, in the account or in the app, that is given. */
async function giveToApp({ store, host }: AdoptingAccount, as: string, hash: string): Promise<void> {
  const content = await readContent(store, as, hash)
  if (content && !(await host.load(as))) await host.apply(await decodeContent(as, content), undefined)
}

/** Its own id; where the account has something else under that, one that is the same however often it is made. */
async function freeId({ book, host }: AdoptingAccount, edit: ProjectEdit, hash: string): Promise<string> {
  const held = await host.load(edit.id)
  const view = await book.refresh(edit.id)
  const heldHash = held ? (await encodeEdit(held)).hash : newestHash(view)
  // What is lost of the account's is something else, too.
  const isFree = heldHash === '' && !isLost(view.lane.state)
  return isFree || heldHash === hash ? edit.id : `copy-${hash}`
}

function letGo({ store, inventory }: SignedOutWork, { projectId, overlaid }: LaneRow, hash: string): Promise<void> {
  return store.transact([['lanes', projectId]], (rows) => {
    const lane = rows.get('lanes', projectId)
    const isSame = lane && newestHash({ lane, conflict: undefined }) === hash
    // Edited since, in a tab where nobody is signed in yet: that edit is adopted by the next start.
    if (!isSame || lane.overlaid?.length !== overlaid?.length) return { changes: [], result: undefined }
    // However often it is asked, and before the row goes: a start signed out would put that back, and name it as lost.
    inventory?.remove('lanes', projectId)
    return {
      changes: [
        { remove: 'lanes', key: projectId },
        { removeUnder: 'documents', key: projectId },
        { removeUnder: 'pieces', key: projectId },
      ],
      result: undefined,
    }
  })
}
