import type { ProjectSummary } from '#contract/projects.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { SaveLedger } from '../host/save-ledger.ts'
import { troubleOf } from '../host/trouble-of.ts'
import type { Line } from '../lifecycle/line-state.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import { createSlots } from '../queue/create-slots.ts'
import { isHeld } from '../queue/lane-view.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import type { Verdict } from '../retry/verdict.ts'
import type { LocalStore } from '../storage/local-store.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { NetworkFailed } from '../transport/network-failed.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { ListingChange } from './keep-page.ts'
import type { ListingRow } from './listing-row.ts'
import { type PullContext, pullProject } from './pull-project.ts'
import { readListing } from './read-listing.ts'
import { takeDeletion } from './take-deletion.ts'

export interface PollContext extends PullContext {
  readonly store: LocalStore
  readonly ledger: SaveLedger
  readonly media: Pick<MediaLanes, 'beforeAsking' | 'projectReached'>
  readonly onListed: (change: ListingChange) => void
  /** The cloud has told all that changed. */
  readonly onAnswered: () => void
  /** Projects that the cloud failed to give, the one that was asked for longest ago first. */
  readonly failing: Set<string>
  readonly line: Pick<Line, 'get'>
}

const pullsAtOnce = 4

/** One round: what changed in the cloud, then the newer versions of what is on this device. Undefined: all went well. */
export async function pollCloud(context: PollContext, signal: AbortSignal): Promise<Verdict | undefined> {
  try {
    const onGone = async (projectId: string) => {
      if (isHeld(context.book.view(projectId).lane.acknowledged))
        await context.book.dispatch(projectId, { kind: 'gone' })
    }
    await readListing({ ...context, onGone }, signal)
    context.onAnswered()
    const listed = await context.store.all('listing')
    for (const [id, { summary }] of listed)
      if (isMetAnew(context, summary)) await context.book.dispatch(id, { kind: 'woken', by: 'user' })
    // Files of a project that is not on this device wait for no lane of it.
    for (const [id, { summary }] of listed) if (summary.state === 'live') context.media.projectReached(id)
    for (const [, { summary }] of listed) {
      if (summary.state === 'live') continue
      if (isNews(context, summary)) await byItself(context, summary.id, () => takeDeletion(context, summary))
      else if (isErased(context, summary)) await onGone(summary.id)
    }
    return await pullAll(context, await behindIds(context, listed), signal)
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : classifyFailure(error)
  }
}

/** Several at once, for whoever was away; of those that failed before one is asked for again, and the next once that went well. */
async function pullAll(
  context: PollContext,
  behind: readonly string[],
  signal: AbortSignal,
): Promise<Verdict | undefined> {
  const { failing } = context
  const [slots, large] = [createSlots(pullsAtOnce), createSlots(1)]
  let failed: Verdict | undefined
  let ended: unknown
  async function pull(projectId: string): Promise<void> {
    if (ended) return
    failing.delete(projectId)
    try {
      const verdict = await byItself(context, projectId, () => pullProject(context, projectId, signal, large))
      if (verdict) failing.add(projectId)
      failed = verdict ?? failed
    } catch (error) {
      ended = error
    }
  }
  const again = [...failing].filter((id) => behind.includes(id))
  await Promise.all(behind.flatMap((id) => (failing.has(id) ? [] : [slots.use(() => pull(id))])))
  for (const projectId of again) if (!failed) await pull(projectId)
  if (ended) throw ended
  return failed
}

type Listed = readonly (readonly [projectId: string, row: ListingRow])[]

/** Whether an edit was parked for a version that nobody can read, and another is in its place. */
function isMetAnew({ book }: PollContext, { id, state, version }: ProjectSummary): boolean {
  const { state: lane } = book.view(id).lane
  if (lane.kind !== 'blocked' || lane.unreadableVersion === undefined) return false
  return state === 'deleted' || version > lane.unreadableVersion
}

/** Whether a tombstone says something that neither lane nor open question knows. */
function isNews({ book }: PollContext, { id, version }: ProjectSummary): boolean {
  const { lane, conflict } = book.view(id)
  if (conflict) return version > conflict.remote.version
  return version > lane.acknowledged.version && isHeld(lane.acknowledged)
}

/** Whether it is gone as it was, without a version more, as from an erased account: that is no tombstone to ask about. */
function isErased({ book }: PollContext, { id, version }: ProjectSummary): boolean {
  const { lane, conflict } = book.view(id)
  const { acknowledged } = lane
  // On the tombstone's own version, where it waits to be un-deleted, nothing is agreed on yet.
  const agreed = conflict ? conflict.remote.kind === 'edited' && conflict.remote.version : acknowledged.version
  return version === agreed && acknowledged.hash !== ''
}

async function behindIds({ book, host, unreadable, untaken }: PollContext, listed: Listed): Promise<string[]> {
  const local = new Set(await host.list())
  const behind = listed.flatMap(([id, { summary }]) => {
    const { lane, conflict } = book.view(id)
    const { acknowledged, state } = lane
    // Under the id of one that is gone another project begins again at version 1.
    const known = conflict?.remote.version ?? (acknowledged.gone ? 0 : acknowledged.version)
    const isBehind = summary.state === 'live' && summary.version > known
    // Over an edit that is lost only the user goes on.
    return isBehind && local.has(id) && state.kind !== 'lost' ? [[id, summary.version] as const] : []
  })
  const versions = new Map(behind)
  // Another version, or none, has taken its place.
  for (const [id, version] of unreadable) if (version !== versions.get(id)) unreadable.delete(id)
  for (const id of untaken.keys()) if (!versions.has(id)) untaken.delete(id)
  return [...versions.keys()].filter((id) => !unreadable.has(id))
}

/** One project that the server, or the app's store, fails at holds up no other. */
async function byItself(
  context: PollContext,
  projectId: string,
  take: () => Promise<void>,
): Promise<Verdict | undefined> {
  try {
    await take()
    return undefined
  } catch (error) {
    // The app has something newer; it will be queued, and the next round looks again.
    if (error instanceof HostRefused || error instanceof UnexpectedReply) return undefined
    const verdict = classifyFailure(error)
    if (verdict.kind === 'retry' && isOfProject(context, error)) return verdict
    if (verdict.kind !== 'blocked' && verdict.kind !== 'project-gone') throw error
    if (verdict.kind === 'blocked') context.ledger.trouble(projectId, troubleOf(error))
    return undefined
  }
}

/** The cloud answers; what could not be reached is the store, for this project's document. */
function isOfProject({ line }: PollContext, error: unknown): boolean {
  if (error instanceof NetworkFailed) return error.reason !== 'no-token' && line.get().reachable
  return error instanceof ApiFailure
}
