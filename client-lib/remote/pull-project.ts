import { getProject } from '#contract/calls.ts'
import type { Content } from '../documents/content.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { hashEdit } from '../documents/encode-edit.ts'
import { type FetchPorts, fetchContent } from '../documents/fetch-content.ts'
import { enqueueUnqueued } from '../host/enqueue.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { HostStore, ProjectEdit } from '../host/host-store.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import type { Slots } from '../queue/create-slots.ts'
import type { Turns } from '../queue/create-turns.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import { isDeleting, isHeld } from '../queue/lane-view.ts'
import type { ApiAnswer, ApiClient } from '../transport/api-client.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'

export interface PullContext extends FetchPorts {
  readonly api: ApiClient
  readonly book: LaneBook
  readonly host: HostStore
  readonly turns: Turns
  readonly ledger: Pick<SaveLedger, 'isSaving' | 'seenVersion'>
  readonly media: Pick<MediaLanes, 'beforeAsking'>
  /** ETags of what was fetched, by project; a version that is held is not sent again. */
  readonly etags: Map<string, string>
  /** Versions of the cloud's that no device can read, by project: not asked for again. */
  readonly unreadable: Map<string, number>
  /** What the app has not taken yet, by project: given to it again, and not sent again, while it is in force. */
  readonly untaken: Map<string, Fetched>
  /** The host's copy was replaced. */
  readonly onApplied: (projectId: string) => void
}

export interface Fetched extends ApiAnswer<'getProject'> {
  readonly content: Content
}

/** How much is kept of what was not taken: in a tab's memory, where one large document may be tens of megabytes. */
const untakenAtMost = 16
const isLarge = ({ body }: ApiAnswer<'getProject'>) => body.document.kind !== 'inline'

/**
 * Fetches a project and applies it, where the host's copy is what was last agreed on; otherwise touches nothing there.
 * Of a project in conflict it is the other side of the open question, where it is newer than that.
 * @param large in which a document that is too large for a reply is fetched and unpacked
 * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn | HostRefused
 */
export async function pullProject(
  context: PullContext,
  projectId: string,
  signal: AbortSignal,
  large?: Slots,
): Promise<void> {
  const { api, book, etags, media } = context
  const { conflict, lane } = book.view(projectId)
  const isAsked = conflict !== undefined
  if (!isAsked && !takesRemote(book, projectId)) return
  // Another project under the id of one that is gone may have its ETag.
  const isThere = isHeld(lane.acknowledged)
  const untaken = isThere ? context.untaken.get(projectId) : undefined
  const held = untaken ? untaken.etag : isThere ? etags.get(projectId) : undefined
  const ifNoneMatch = held === undefined ? {} : { ifNoneMatch: held }
  const takeMissing = media.beforeAsking(projectId)
  const reply = await api.call(getProject, { params: { projectId }, ...ifNoneMatch, signal })
  const answer = reply.kind === 'ok' ? reply : untaken
  if (!answer) return
  const { id, assets } = answer.body
  if (id !== projectId) throw new UnexpectedReply(200, `about project ${id}`)
  const missing = assets.filter(({ state }) => state !== 'stored')
  // What is yet to be attached is not there yet; what was kept of an answer says nothing of now.
  if (answer === reply && !book.view(projectId).lane.attaching) await takeMissing(missing.map(({ assetId }) => assetId))
  const take = () => takeAnswer(context, answer, isAsked, signal)
  await (large && isLarge(answer) ? large.use(take) : take())
}

async function takeAnswer(
  context: PullContext,
  answer: ApiAnswer<'getProject'> | Fetched,
  isAsked: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { body, etag } = answer
  const { etags, untaken } = context
  const { id, version, createdAtMs, savedAtMs, deviceName = '' } = body
  const content = 'content' in answer ? answer.content : await fetchContent(context, body, signal)
  const edit = await decodeContent(id, content).catch((error: unknown) => {
    context.unreadable.set(id, version)
    throw error
  })
  const remote: RemoteVersion = { edit, version, createdAtMs, hash: await hashEdit(edit), content }
  if (isAsked) {
    const moved = { kind: 'edited', hash: remote.hash, version, savedAtMs, deviceName } as const
    await context.book.dispatch(id, { kind: 'remote-moved', remote: moved }, new Map([[remote.hash, content]]))
    return
  }
  untaken.delete(id)
  const isRoom = untaken.size < untakenAtMost && !(isLarge(answer) && [...untaken.values()].some(isLarge))
  if (isRoom) untaken.set(id, { ...answer, content })
  const holds = await context.turns.take(id, () => applyRemote(context, remote))
  untaken.delete(id)
  if (holds && etag !== undefined) etags.set(id, etag)
}

interface RemoteVersion {
  readonly edit: ProjectEdit
  readonly version: number
  readonly createdAtMs: number
  readonly hash: string
  readonly content: Content
}

/** @returns whether the device now holds that version */
async function applyRemote(context: PullContext, remote: RemoteVersion): Promise<boolean> {
  const { edit, version, createdAtMs, hash, content } = remote
  const { book, host, ledger, onApplied } = context
  const local = await enqueueUnqueued(context, edit.id)
  const { lane } = book.view(edit.id)
  if (!takesRemote(book, edit.id)) return false
  const { gone, deletedAtMs = 0 } = lane.acknowledged
  // One that was un-deleted is older than its deletion; where no tombstone told of that, nothing could be.
  const isOther = createdAtMs > deletedAtMs
  if (local && gone === true && isOther) {
    await book.dispatch(edit.id, { kind: 'id-taken' })
    return false
  }
  // Asked for before it was deleted, and answered late.
  if (gone && !isOther && version <= lane.acknowledged.version) return false
  if (local && version <= lane.acknowledged.version) return version === lane.acknowledged.version
  const changed = local?.hash !== hash
  // What the app is just saving was made without it, and would be written over it.
  if (changed && (ledger.isSaving(edit.id) || !(await host.apply(edit, local?.edit)))) throw new HostRefused(edit.id)
  await book.dispatch(edit.id, { kind: 'pulled', version, hash }, new Map([[hash, content]]))
  if (changed) onApplied(edit.id)
  return true
}

/** Nothing waits here. Over an edit that is lost only the user goes on, by opening the project. */
function takesRemote(book: LaneBook, projectId: string): boolean {
  const { lane } = book.view(projectId)
  const { kind } = lane.state
  return (kind === 'idle' || kind === 'lost') && !isDeleting(lane)
}
