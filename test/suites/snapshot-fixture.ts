import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import type { WrittenDocument } from '#contract/project-requests.ts'
import type { AnsweredDocument, InlineDocument } from '#contract/projects.ts'
import type { SentSnapshot } from '#contract/snapshot-requests.ts'
import { PresignSnapshotReply } from '#contract/snapshots.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import type { ApiAnswer, ApiCaller } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'

/** How a document travels. */
export type DocumentKind = WrittenDocument['kind']
export const documentKinds: readonly DocumentKind[] = ['inline', 'snapshot']

export function presignSnapshot(caller: ApiCaller, projectId: string, body: unknown): Promise<ApiAnswer> {
  return caller.call('POST', `/projects/${projectId}/snapshots/presign`, { body })
}

/** Presigns for these bytes and expects an address. */
export async function presignedFor(
  caller: ApiCaller,
  projectId: string,
  bytes: Uint8Array,
): Promise<PresignSnapshotReply> {
  const body = { sizeBytes: bytes.byteLength, checksum: sha256(bytes) }
  return v.parse(PresignSnapshotReply, (await presignSnapshot(caller, projectId, body)).json)
}

/** What a write says of these bytes, once they were sent to `snapshotId`. */
export function sentAs(
  snapshotId: string,
  bytes: Uint8Array,
  encoding: SentSnapshot['encoding'] = 'identity',
): SentSnapshot {
  return { kind: 'snapshot', snapshotId, encoding, sizeBytes: bytes.byteLength, checksum: sha256(bytes) }
}

/** Presigns, sends, and expects the bytes to be taken. */
export async function sendSnapshot(
  target: HttpTarget,
  caller: ApiCaller,
  projectId: string,
  bytes: Uint8Array<ArrayBuffer>,
  encoding: SentSnapshot['encoding'] = 'identity',
): Promise<SentSnapshot> {
  const { snapshotId, url, headers } = await presignedFor(caller, projectId, bytes)
  const { status } = await target.fetch(url, { method: 'PUT', headers, body: bytes })
  if (status !== 200) throw new Error(`The store refused a document: ${status}`)
  return sentAs(snapshotId, bytes, encoding)
}

/** This text as a document of either kind: a snapshot is sent first. */
export async function documentOf(
  kind: DocumentKind,
  target: HttpTarget,
  caller: ApiCaller,
  projectId: string,
  text: string,
): Promise<WrittenDocument> {
  const gzip = new Uint8Array(gzipSync(text))
  if (kind === 'snapshot') return sendSnapshot(target, caller, projectId, gzip, 'gzip')
  return { kind, encoding: 'gzip', data: Buffer.from(gzip).toString('base64') }
}

/** The bytes of a document as they travelled, fetched where they must be. */
export async function bytesOf(target: HttpTarget, document: AnsweredDocument): Promise<Uint8Array> {
  if (document.kind === 'inline') return inlineBytes(document)
  const reply = await target.fetch(document.url, { headers: document.headers })
  if (reply.status !== 200) throw new Error(`The store refused to give a document: ${reply.status}`)
  return new Uint8Array(await reply.arrayBuffer())
}

function inlineBytes({ encoding, data }: InlineDocument): Uint8Array {
  return new Uint8Array(Buffer.from(data, encoding === 'gzip' ? 'base64' : 'utf8'))
}
