import { completeMedia, presignMedia, removeMedia } from '#contract/calls.ts'
import type { Random } from '../../runtime/random.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import { wireName } from '../wire-name.ts'
import type { EffectOf } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'

// What the API answers, as the event that it is to the upload.

interface CallPorts {
  readonly api: ApiClient
  readonly random: Random
}

/** The event of a call that failed, but for why. */
export type FailedCall =
  | { readonly kind: 'presign-failed'; readonly ask: number }
  | { readonly kind: 'complete-failed' | 'cancel-failed' }

/** Asks what the store has of an asset, and to sign these parts. */
export async function callPresign(
  { api, random }: CallPorts,
  row: AddedAssetRow,
  { ask, parts }: EffectOf<'presign'>,
  signal: AbortSignal,
): Promise<UploadEvent> {
  const { projectId, assetId, mime, sizeBytes, checksum, partRule } = row
  const toSign = parts.map((partNumber) => ({ partNumber, checksum: row.partChecksums[partNumber - 1] ?? '' }))
  const file = { assetId, fileName: wireName(row.fileName), mime, sizeBytes, checksum, partRule }
  const base = row.baseAssetId === undefined ? {} : { baseAssetId: row.baseAssetId }
  const body = { ...file, ...base, parts: toSign }
  const reply = await api.call(presignMedia, { params: { projectId }, body, signal })
  return { kind: 'presigned', ask, reply: reply.body, fraction: random.fraction() }
}

/** Takes an upload off the cloud; may be repeated. */
export async function callCancel(
  { api }: CallPorts,
  { projectId, assetId }: AddedAssetRow,
  signal: AbortSignal,
): Promise<UploadEvent> {
  const reply = await api.call(removeMedia, { params: { projectId, assetId }, signal })
  return { kind: 'cancel-answered', outcome: reply.body.state === 'cancelled' ? 'cancelled' : 'stored' }
}

/** Asks the server to finish an upload; may be repeated. */
export async function callComplete(
  { api, random }: CallPorts,
  { projectId, assetId, checksum }: AddedAssetRow,
  signal: AbortSignal,
): Promise<UploadEvent> {
  const reply = await api.call(completeMedia, { params: { projectId, assetId }, body: { checksum }, signal })
  if (reply.body.state === 'stored') return { kind: 'completed' }
  return { kind: 'assembling', afterMs: reply.body.retryAfterMs, fraction: random.fraction() }
}
