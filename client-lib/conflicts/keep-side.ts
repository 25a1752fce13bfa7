import { keepVersion } from '#contract/calls.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'
import { type ReadyDocument, readyDocument } from '../documents/ready-document.ts'
import type { FollowUpContext } from '../queue/follow-up.ts'
import type { LaneEvent } from '../queue/lane-event.ts'
import type { LosingSide } from '../queue/lane-row.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'

/**
 * Takes a losing side one step further into the cloud's history: a large document goes to the store first.
 * Undefined where it cannot be read here any more: then there is nothing to tell, and what is left stays.
 */
export async function keepSide(
  projectId: string,
  side: LosingSide,
  context: FollowUpContext,
): Promise<LaneEvent | undefined> {
  const ready = await readyDocument(context, projectId, side)
  if (!ready) return undefined
  if (ready.kind === 'sent') return { ...ready, kind: 'side-sent', mutationId: side.mutationId }
  return tell(projectId, side, ready, context)
}

async function tell(
  projectId: string,
  { mutationId, version, deviceName }: LosingSide,
  { row: { name, assetIds }, document }: Extract<ReadyDocument, { kind: 'ready' }>,
  { api, signal }: FollowUpContext,
): Promise<LaneEvent> {
  const device = deviceName === undefined ? {} : { deviceName }
  const body: KeepVersionBody = { version, mutationId, kept: 'conflict-side', name, document, assetIds, ...device }
  const reply = await api.call(keepVersion, { params: { projectId }, body, signal })
  // The id says which version was kept: an answer about another one acknowledges nothing.
  if (reply.body.id !== `${version}~${mutationId}`) {
    throw new UnexpectedReply(200, 'about another version')
  }
  return { kind: 'side-kept', mutationId }
}
