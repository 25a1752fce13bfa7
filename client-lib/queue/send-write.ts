import type { WinningVersion } from '#contract/projects.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { backoffMs } from '../retry/backoff.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Random } from '../runtime/random.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import { decodeEdit, inlinePart } from './decode-edit.ts'
import { type DocumentRow, documentKey } from './document-row.ts'
import { hashEdit } from './encode-edit.ts'
import type { LaneEvent } from './lane-event.ts'
import type { LaneRow, LaneState } from './lane-row.ts'

export interface WriteContext {
  readonly store: LocalStore
  readonly api: ApiClient
  readonly random: Random
  readonly signal: AbortSignal
}

export interface WriteOutcome {
  readonly event: LaneEvent
  readonly documents?: ReadonlyMap<string, DocumentRow>
}

type Sending = Extract<LaneState, { kind: 'sending' }>

/** Sends a write once, and says what the answer means for its lane; undefined where we stopped it ourselves. */
export async function sendWrite(
  { projectId }: LaneRow,
  state: Sending,
  context: WriteContext,
): Promise<WriteOutcome | undefined> {
  const { mutationId, baseVersion, hash, deviceName } = state.inFlight
  const row = await context.store.get('documents', documentKey(projectId, hash))
  if (!row) return { event: { kind: 'content-lost', mutationId } }
  const { name, document, assetIds } = row
  const device = deviceName === undefined ? {} : { deviceName }
  const body = { baseVersion, mutationId, name, document, assetIds, ...device }
  try {
    const reply = await context.api.call('putProject', { params: { projectId }, body, signal: context.signal })
    if (reply.kind !== 'ok') throw new UnexpectedReply(304, 'a write is never unchanged')
    const { version, currentVersion } = reply.body
    if (version <= baseVersion) throw new UnexpectedReply(200, `version ${version} after ${baseVersion}`)
    return { event: { kind: 'acknowledged', mutationId, version, currentVersion } }
  } catch (error) {
    return context.signal.aborted ? undefined : failureOutcome(projectId, error, state, context)
  }
}

async function failureOutcome(
  projectId: string,
  error: unknown,
  state: Sending,
  context: WriteContext,
): Promise<WriteOutcome | undefined> {
  const { mutationId } = state.inFlight
  const verdict = classifyFailure(error)
  switch (verdict.kind) {
    case 'retry': {
      const input = { failures: state.failures, afterMs: verdict.afterMs, fraction: context.random.fraction() }
      return { event: { kind: 'failed', mutationId, waitMs: backoffMs(input), reason: verdict.reason } }
    }
    case 'sign-in':
      return { event: { kind: 'signed-out', mutationId } }
    case 'conflict':
      return conflictOutcome(projectId, verdict.winner, mutationId, context.random.id()).catch((unreadable: unknown) =>
        failureOutcome(projectId, unreadable, state, context),
      )
    case 'project-gone':
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
  conflictId: string,
): Promise<WriteOutcome> {
  if (winner.id !== projectId) throw new UnexpectedReply(409, `about project ${winner.id}`)
  const document = inlinePart(winner.document)
  const edit: ProjectEdit = await decodeEdit(winner.id, { ...winner, document })
  const hash = await hashEdit(edit)
  const { version, updatedAtMs: savedAtMs, deviceName = '', name, assetIds } = winner
  const remote = { hash, version, savedAtMs, deviceName }
  const row: DocumentRow = { schemaVersion: 1, name, document, assetIds }
  return { event: { kind: 'conflicted', mutationId, conflictId, remote }, documents: new Map([[hash, row]]) }
}
