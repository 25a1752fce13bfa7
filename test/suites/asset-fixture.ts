import * as v from 'valibot'
import { composeChecksum } from '#contract/compose-checksum.ts'
import { CompleteReply, PresignReply, type SignedPart } from '#contract/media.ts'
import type { PresignBody } from '#contract/media-requests.ts'
import { currentPartRule, type PartPlan, partRange, planParts } from '#contract/part-rule.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import type { ApiAnswer, ApiCaller } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { freshId } from './project-fixture.ts'

/** A file as a client has it: bytes, parts and their checksums. */
export interface AssetFixture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly plan: PartPlan
  readonly parts: PresignBody['parts']
  readonly body: PresignBody
}

/** Random bytes, so that no other test's file is the same. */
export async function makeAsset(sizeBytes: number, change: Partial<PresignBody> = {}): Promise<AssetFixture> {
  const bytes = new Uint8Array(sizeBytes)
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return assetOf(bytes, change)
}

export async function assetOf(
  bytes: Uint8Array<ArrayBuffer>,
  change: Partial<PresignBody> = {},
): Promise<AssetFixture> {
  const sizeBytes = bytes.byteLength
  const plan = planParts(sizeBytes)
  const parts = Array.from({ length: plan.partCount }, (_, index) => ({
    partNumber: index + 1,
    checksum: sha256(partBytes(bytes, plan, index + 1)),
  }))
  const checksum = await composeChecksum(parts.map((part) => part.checksum))
  const named = { assetId: freshId('asset'), fileName: 'Été clip.mp4', mime: 'video/mp4' }
  const body = { ...named, sizeBytes, checksum, partRule: currentPartRule, parts, ...change }
  return { bytes, plan, parts, body }
}

export function partBytes(bytes: Uint8Array<ArrayBuffer>, plan: PartPlan, partNumber: number): Uint8Array<ArrayBuffer> {
  const { start, end } = partRange(plan, bytes.byteLength, partNumber)
  return bytes.slice(start, end)
}

export function presign(caller: ApiCaller, projectId: string, body: unknown): Promise<ApiAnswer> {
  return caller.call('POST', `/projects/${projectId}/media/presign`, { body })
}

type Uploading = Extract<PresignReply, { state: 'uploading' }>

/** Presigns and expects an upload to be under way. */
export async function opened(caller: ApiCaller, projectId: string, body: PresignBody): Promise<Uploading> {
  const answer = await presign(caller, projectId, body)
  const reply = v.parse(PresignReply, answer.json)
  if (reply.state !== 'uploading') throw new Error(`Expected an upload, got ${answer.text}`)
  return reply
}

export function send(
  target: HttpTarget,
  { url, headers }: SignedPart,
  bytes: Uint8Array<ArrayBuffer>,
  otherHeaders: Record<string, string> = {},
): Promise<Response> {
  return target.fetch(url, { method: 'PUT', headers: { ...headers, ...otherHeaders }, body: bytes })
}

/** Sends every part that the reply signed, and expects each to be taken. */
export async function sendAll(target: HttpTarget, asset: AssetFixture, reply: Uploading): Promise<void> {
  for (const signed of reply.signedParts) {
    const response = await send(target, signed, partBytes(asset.bytes, asset.plan, signed.partNumber))
    if (response.status !== 200)
      throw new Error(`The store refused a part: ${response.status} ${await response.text()}`)
  }
}

export function complete(caller: ApiCaller, projectId: string, { body }: AssetFixture): Promise<ApiAnswer> {
  const { assetId, checksum } = body
  return caller.call('POST', `/projects/${projectId}/media/${assetId}/complete`, { body: { checksum } })
}

/** The whole way: presign, send, complete. */
export async function upload(
  target: HttpTarget,
  caller: ApiCaller,
  projectId: string,
  asset: AssetFixture,
): Promise<CompleteReply> {
  await sendAll(target, asset, await opened(caller, projectId, asset.body))
  return v.parse(CompleteReply, (await complete(caller, projectId, asset)).json)
}
