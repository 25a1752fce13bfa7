import type { MediaRow } from '#contract/media.ts'
import { assetRowKey } from '../media/asset-row.ts'
import type { FollowUpContext } from '../queue/follow-up.ts'
import type { LaneEvent } from '../queue/lane-event.ts'
import type { LaneRow } from '../queue/lane-row.ts'

type File = Pick<MediaRow, 'assetId' | 'fileName' | 'mime' | 'sizeBytes' | 'checksum' | 'partRule'>

/**
 * Tells the cloud that a copy has the assets of the project it came from. Bytes that the account has are answered
 * `stored`; those still on their way from another device arrive here when they do there. What was added on this
 * device has an upload of its own.
 */
export async function attachMedia(
  projectId: string,
  { from, assetIds }: NonNullable<LaneRow['attaching']>,
  context: FollowUpContext,
): Promise<LaneEvent> {
  const { api, store, signal } = context
  const wanted = new Set(assetIds)
  for (const assetId of assetIds) {
    const row = await store.get('assets', assetRowKey(projectId, assetId))
    if (row?.origin === 'added-here') wanted.delete(assetId)
  }
  for (const file of wanted.size > 0 ? await listFiles(from, context) : []) {
    if (!wanted.has(file.assetId)) continue
    const { assetId, fileName, mime, sizeBytes, checksum, partRule } = file
    const body = { assetId, fileName, mime, sizeBytes, checksum, partRule, parts: [] }
    await api.call('presignMedia', { params: { projectId }, body, signal })
  }
  return { kind: 'attached' }
}

async function listFiles(projectId: string, { api, signal }: FollowUpContext): Promise<readonly File[]> {
  const files: File[] = []
  for (let query: { cursor?: string } = {}; ; ) {
    const reply = await api.call('listMedia', { params: { projectId }, query, signal })
    if (reply.kind !== 'ok') return files
    files.push(...reply.body.media)
    if (reply.body.cursor === undefined) return files
    query = { cursor: reply.body.cursor }
  }
}
