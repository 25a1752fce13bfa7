import { completeMedia, presignMedia, removeMedia } from '#contract/calls.ts'
import type { CompleteReply, PresignReply } from '#contract/media.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import { UnexpectedReply } from '../../transport/unexpected-reply.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import { wireName } from '../wire-name.ts'

/** Asks what the store has of an asset, and to sign these parts. */
export async function callPresign(
  api: ApiClient,
  row: AddedAssetRow,
  parts: readonly number[],
  signal: AbortSignal,
): Promise<PresignReply> {
  const { projectId, assetId, mime, sizeBytes, checksum, partRule } = row
  const toSign = parts.map((partNumber) => ({ partNumber, checksum: row.partChecksums[partNumber - 1] ?? '' }))
  const file = { assetId, fileName: wireName(row.fileName), mime, sizeBytes, checksum, partRule }
  const base = row.baseAssetId === undefined ? {} : { baseAssetId: row.baseAssetId }
  const body = { ...file, ...base, parts: toSign }
  const reply = await api.call(presignMedia, { params: { projectId }, body, signal })
  if (reply.kind === 'not-modified') throw new UnexpectedReply(304, 'presign is never unchanged')
  return reply.body
}

/** Takes an upload off the cloud; may be repeated. `stored`: it was whole before, and stays. */
export async function callCancel(
  api: ApiClient,
  { projectId, assetId }: AddedAssetRow,
  signal: AbortSignal,
): Promise<'cancelled' | 'stored'> {
  const reply = await api.call(removeMedia, { params: { projectId, assetId }, signal })
  if (reply.kind === 'not-modified') throw new UnexpectedReply(304, 'a removal is never unchanged')
  return reply.body.state === 'cancelled' ? 'cancelled' : 'stored'
}

/** Asks the server to finish an upload; may be repeated. */
export async function callComplete(api: ApiClient, row: AddedAssetRow, signal: AbortSignal): Promise<CompleteReply> {
  const { projectId, assetId, checksum } = row
  const reply = await api.call(completeMedia, { params: { projectId, assetId }, body: { checksum }, signal })
  if (reply.kind === 'not-modified') throw new UnexpectedReply(304, 'complete is never unchanged')
  return reply.body
}
