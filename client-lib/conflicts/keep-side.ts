import { keepVersion } from '#contract/calls.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'
import { readPieces } from '../documents/content-rows.ts'
import { documentKey } from '../documents/document-row.ts'
import { sendContent } from '../documents/send-content.ts'
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
  const { store, signal } = context
  const { hash, mutationId, snapshotId } = side
  const row = await store.get('documents', documentKey(projectId, hash))
  if (!row) return undefined
  const { document } = row
  if (document.kind === 'inline') return tell(projectId, side, { ...row, document }, context)
  const { encoding, sizeBytes, checksum } = document
  if (snapshotId !== undefined) {
    const sent = { kind: 'snapshot', snapshotId, encoding, sizeBytes, checksum } as const
    return tell(projectId, side, { ...row, document: sent }, context)
  }
  const pieces = await readPieces(store, projectId, hash, row)
  if (!pieces) return undefined
  return { kind: 'side-sent', mutationId, snapshotId: await sendContent(context, projectId, document, pieces, signal) }
}

async function tell(
  projectId: string,
  { mutationId, version, deviceName }: LosingSide,
  { name, document, assetIds }: Pick<KeepVersionBody, 'name' | 'document' | 'assetIds'>,
  { api, signal }: FollowUpContext,
): Promise<LaneEvent> {
  const device = deviceName === undefined ? {} : { deviceName }
  const body: KeepVersionBody = { version, mutationId, kept: 'conflict-side', name, document, assetIds, ...device }
  const reply = await api.call(keepVersion, { params: { projectId }, body, signal })
  // The id says which version was kept: an answer about another one acknowledges nothing.
  if (reply.kind !== 'ok' || reply.body.id !== `${version}~${mutationId}`) {
    throw new UnexpectedReply(200, 'about another version')
  }
  return { kind: 'side-kept', mutationId }
}
