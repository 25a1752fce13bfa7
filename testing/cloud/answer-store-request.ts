import type { Clock } from '../../lambdas/clock/clock.ts'
import { bytesOf, type ServerReply, type ServerRequest } from './http-message.ts'
import type { MemoryAssetStore } from './memory-asset-store.ts'
import type { Grant, MemoryUrlSigner } from './memory-url-signer.ts'
import { sha256 } from './sha256.ts'

const nothing = new Uint8Array()

/** Answers a presigned address as S3 does, error codes and order of checks included. */
export function answerStoreRequest(
  store: MemoryAssetStore,
  signer: MemoryUrlSigner,
  clock: Clock,
  request: ServerRequest,
): ServerReply {
  const grant = signer.grants.get(new URL(request.url).searchParams.get('X-Amz-Signature') ?? '')
  // The signature covers the whole address.
  if (grant?.url !== request.url) return refusal(403, 'SignatureDoesNotMatch')
  if (grant.expiresAtMs <= clock.nowMs()) return refusal(403, 'AccessDenied', 'Request has expired')
  if (request.method === 'GET' && grant.kind === 'download') return download(store, grant, request)
  if (request.method === 'PUT' && grant.kind !== 'download') return upload(store, grant, request)
  return refusal(403, 'SignatureDoesNotMatch')
}

type UploadGrant = Exclude<Grant, { kind: 'download' }>

function upload(store: MemoryAssetStore, grant: UploadGrant, request: ServerRequest): ServerReply {
  const bytes = bytesOf(request.body)
  const claimed = headerOf(request, 'x-amz-checksum-sha256')
  const isOnce = grant.kind !== 'whole' || headerOf(request, 'if-none-match') === '*'
  // All are signed: sending others breaks the signature.
  if (claimed !== grant.checksum || bytes.byteLength !== grant.sizeBytes || !isOnce) {
    return refusal(403, 'SignatureDoesNotMatch')
  }
  if (grant.kind === 'whole' && store.objects.has(grant.storageKey)) return refusal(412, 'PreconditionFailed')
  if (sha256(bytes) !== claimed) return refusal(400, 'BadDigest')
  if (grant.kind === 'whole') store.putObject(grant.storageKey, bytes)
  else if (!store.putPart(grant, grant.partNumber, bytes)) return refusal(404, 'NoSuchUpload')
  return { status: 200, headers: { etag: `"${claimed}"`, 'x-amz-checksum-sha256': claimed }, body: nothing }
}

function download(
  store: MemoryAssetStore,
  grant: Extract<Grant, { kind: 'download' }>,
  request: ServerRequest,
): ServerReply {
  const object = store.objects.get(grant.storageKey)
  if (object === undefined) return refusal(404, 'NoSuchKey')
  const { bytes } = object
  const range = /^bytes=(\d+)-(\d*)$/.exec(headerOf(request, 'range') ?? '')
  if (range === null) {
    return { status: 200, headers: { ...grant.headers, 'content-length': `${bytes.byteLength}` }, body: bytes }
  }
  const first = Number(range[1])
  if (first >= bytes.byteLength) return refusal(416, 'InvalidRange')
  const body = bytes.slice(first, range[2] === '' ? undefined : Number(range[2]) + 1)
  const contentRange = `bytes ${first}-${first + body.byteLength - 1}/${bytes.byteLength}`
  return {
    status: 206,
    headers: { ...grant.headers, 'content-range': contentRange, 'content-length': `${body.byteLength}` },
    body,
  }
}

function headerOf(request: ServerRequest, name: string): string | undefined {
  return Object.entries(request.headers).find(([given]) => given.toLowerCase() === name)?.[1]
}

function refusal(status: number, code: string, message = code): ServerReply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body: bytesOf(xml) }
}
