import { putProject } from '#contract/calls.ts'
import type { WinningVersion } from '#contract/projects.ts'
import type { Content } from '../documents/content.ts'
import { decodeContent } from '../documents/decode-content.ts'
import { DocumentNotSent } from '../documents/document-not-sent.ts'
import { hashEdit } from '../documents/encode-edit.ts'
import { fetchContent } from '../documents/fetch-content.ts'
import { type ReadyDocument, readyDocument } from '../documents/ready-document.ts'
import { isTooLarge, repackContent } from '../documents/repack-content.ts'
import { HostFailed } from '../host/host-failed.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import { backoffMs } from '../retry/backoff.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import type { Transport } from '../transport/transport.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { LaneEvent } from './lane-event.ts'
import type { LaneRow, LaneState } from './lane-row.ts'
import { sendDeletion } from './send-deletion.ts'

export interface WriteContext {
  readonly store: LocalStore
  readonly api: ApiClient
  /** For large documents, between this device and the store. */
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
  readonly media: Pick<MediaLanes, 'attachFiles' | 'beforeAsking'>
  /** Lets go of the copy of what the user has deleted. False where the app's store keeps it, or something was saved since. */
  readonly letGo: (projectId: string) => Promise<boolean>
}

interface AskingContext extends WriteContext {
  readonly takeMissing: ReturnType<MediaLanes['beforeAsking']>
}

export interface WriteOutcome {
  readonly event: LaneEvent
  readonly contents?: ReadonlyMap<string, Content>
}

/** The project is gone without a tombstone to ask about: what is edited after it is not made anew unasked. */
const goneAdvice = 'What was edited here since stays on this device; saved under a new id it is a project of its own.'

const unreadable = {
  code: 'document-unreadable',
  detail:
    'The cloud has a version of this project that cannot be read. What was edited here stays on this device until that ' +
    'changes; saved under a new id it is a project of its own.',
} as const

type Sending = Extract<LaneState, { kind: 'sending' }>

/** The store refused a document this often in a row, or after other failures: no further address will change it. */
const refusalsInARow = 3

/**
 * Takes a write one step further, and says what the answer means for its lane: a large document goes to the store
 * first, and the next step is the write that names it. Undefined where we stopped it ourselves.
 */
export async function sendWrite(
  lane: LaneRow,
  state: Sending,
  context: WriteContext,
): Promise<WriteOutcome | undefined> {
  const { projectId, attaching } = lane
  const { mutationId, hash, deletes } = state.inFlight
  // What is yet to be attached to a copy is not there yet.
  const takeMissing = attaching ? async () => undefined : context.media.beforeAsking(projectId)
  try {
    if (deletes) return await sendDeletion(projectId, state.inFlight, context)
    const ready = await readyDocument(context, projectId, state.inFlight)
    if (!ready) return { event: { kind: 'content-lost', mutationId } }
    if (ready.kind === 'sent') return { event: { ...ready, kind: 'document-sent', mutationId } }
    return await putWrite(projectId, state, ready, { ...context, takeMissing })
  } catch (error) {
    if (context.signal.aborted) return undefined
    const repacked = isTooLarge(error) ? await repackContent(context.store, projectId, hash) : undefined
    if (repacked) return { event: { kind: 'repacked', mutationId }, contents: new Map([[hash, repacked]]) }
    return failureOutcome(projectId, error, state, { ...context, takeMissing })
  }
}

async function putWrite(
  projectId: string,
  { inFlight }: Sending,
  { row: { name, assetIds }, document }: Extract<ReadyDocument, { kind: 'ready' }>,
  { api, signal, takeMissing }: AskingContext,
): Promise<WriteOutcome> {
  const { mutationId, baseVersion, deviceName } = inFlight
  const device = deviceName === undefined ? {} : { deviceName }
  const body = { baseVersion, mutationId, name, document, assetIds, ...device }
  const reply = await api.call(putProject, { params: { projectId }, body, signal })
  const { version, currentVersion, missingAssets } = reply.body
  if (version <= baseVersion) throw new UnexpectedReply(200, `version ${version} after ${baseVersion}`)
  // Before the version is agreed on: who dies in between sends it again.
  await takeMissing(missingAssets)
  return { event: { kind: 'acknowledged', mutationId, version, currentVersion } }
}

async function failureOutcome(
  projectId: string,
  error: unknown,
  state: Sending,
  context: AskingContext,
): Promise<WriteOutcome | undefined> {
  const { mutationId } = state.inFlight
  // Of a deletion that is made: the app's store is asked once more.
  const verdict =
    error instanceof HostFailed ? ({ kind: 'retry', reason: error.message } as const) : classifyFailure(error)
  if (error instanceof DocumentNotSent && error.isRefused && state.failures + 1 >= refusalsInARow) {
    return { event: { kind: 'refused', mutationId, code: 'store-refused', detail: error.message } }
  }
  switch (verdict.kind) {
    case 'retry': {
      const input = { failures: state.failures, afterMs: verdict.afterMs, fraction: context.random.fraction() }
      const anew = verdict.anew ? ({ anew: true } as const) : {}
      return { event: { kind: 'failed', mutationId, waitMs: backoffMs(input), reason: verdict.reason, ...anew } }
    }
    case 'sign-in':
      return { event: { kind: 'signed-out', mutationId } }
    case 'conflict':
      return conflictOutcome(projectId, verdict.winner, mutationId, context).catch((failure: unknown) =>
        context.signal.aborted ? undefined : failureOutcome(projectId, failure, state, context),
      )
    case 'project-gone':
      if (error instanceof ApiFailure && error.problem.code === 'project-deleted') {
        const { version, deletedAtMs } = error.problem
        const remote = { kind: 'deleted', version, deletedAtMs } as const
        return { event: { kind: 'conflicted', mutationId, conflictId: context.random.id(), remote } }
      }
      return { event: { kind: 'refused', mutationId, code: verdict.code, detail: `${verdict.detail} ${goneAdvice}` } }
    case 'blocked':
      return { event: { kind: 'refused', mutationId, code: verdict.code, detail: verdict.detail } }
    case 'resume-upload':
      return { event: { kind: 'refused', mutationId, code: 'internal', detail: verdict.reason } }
    case 'storage':
      throw error
    case 'stopped':
      return undefined
    default:
      return assertNever(verdict)
  }
}

async function conflictOutcome(
  projectId: string,
  winner: WinningVersion,
  mutationId: string,
  context: AskingContext,
): Promise<WriteOutcome> {
  if (winner.id !== projectId) throw new UnexpectedReply(409, `about project ${winner.id}`)
  await context.takeMissing(winner.missingAssets ?? [])
  const content = await fetchContent(context, winner, context.signal)
  const { version, savedAtMs, deviceName = '' } = winner
  const edit = await decodeContent(projectId, content).catch(() => undefined)
  if (!edit) return { event: { kind: 'refused', mutationId, ...unreadable, unreadableVersion: version } }
  const hash = await hashEdit(edit)
  const remote = { kind: 'edited', hash, version, savedAtMs, deviceName } as const
  const conflictId = context.random.id()
  return { event: { kind: 'conflicted', mutationId, conflictId, remote }, contents: new Map([[hash, content]]) }
}
