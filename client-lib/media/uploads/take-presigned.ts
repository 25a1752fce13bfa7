import * as limits from '#contract/limits.ts'
import type { PresignReply, UploadedPart } from '#contract/media.ts'
import { unsignedParts } from './next-parts.ts'
import type { UploadFile } from './upload-file.ts'
import { type PartUrl, partBytes, type UploadSession } from './upload-session.ts'

type OpenUpload = Extract<PresignReply, { state: 'uploading' }>

/** A URL is left alone this long before its end, so that it does not die on the way. */
const marginMs = 30_000

/**
 * The session after an answer: what the store lists and we can vouch for counts as accepted, nothing else of old.
 * Of another upload id nothing counts any more.
 */
export function takePresigned(session: UploadSession, reply: OpenUpload, file: UploadFile, nowMs: number) {
  const same = session.uploadId === reply.uploadId
  const listed = reply.uploadedParts.filter((part) => isOurs(part, file)).map((part) => part.partNumber)
  const accepted = new Set(same ? [...listed, ...session.acceptedSinceAsk] : listed)
  const inFlight: ReadonlySet<number> = same ? session.inFlight : new Set()
  const urls = new Map<number, PartUrl>(same ? session.urls : [])
  const untilMs = usableUntilMs(reply.expiresAtMs, nowMs)
  for (const { partNumber, url, headers } of reply.signedParts) {
    if (partNumber <= file.plan.partCount) urls.set(partNumber, { url, headers, untilMs })
  }
  for (const partNumber of [...accepted, ...inFlight]) urls.delete(partNumber)
  const pace = session.pace.sinceMs === 0 ? { sinceMs: nowMs, parts: 0 } : session.pace
  const strikes: UploadSession['strikes'] = same ? session.strikes : new Map()
  return { ...session, uploadId: reply.uploadId, accepted, inFlight, urls, strikes, pace } satisfies UploadSession
}

/** Whether the server has cut the file as we did. */
export function isCutAlike(reply: OpenUpload, { plan }: UploadFile): boolean {
  return reply.partSizeBytes === plan.partSizeBytes && reply.partCount === plan.partCount
}

/** Whether parts that were asked for are still needed, and still have no URL. */
export function isStuck(session: UploadSession, asked: ReadonlySet<number>, file: UploadFile, nowMs: number): boolean {
  const unsigned = unsignedParts(session, file, nowMs)
  return unsigned.some((partNumber) => asked.has(partNumber))
}

/** What was asked for and is answered: parts left to be copied are not, as long as others were. */
export function answeredParts(
  { session, signing }: { readonly session: UploadSession; readonly signing: ReadonlySet<number> },
  reply: OpenUpload,
  taken: UploadSession,
): ReadonlySet<number> {
  if (taken.accepted.size <= session.accepted.size) return signing
  const later = new Set(reply.laterParts)
  return new Set([...signing].filter((partNumber) => !later.has(partNumber)))
}

function isOurs(part: UploadedPart, file: UploadFile): boolean {
  if (part.partNumber > file.plan.partCount) return false
  return (
    part.checksum === file.partChecksums[part.partNumber - 1] && part.sizeBytes === partBytes(file, part.partNumber)
  )
}

/** The server's clock and ours may differ: an end that lies in our past is not believed, the store will tell. */
function usableUntilMs(expiresAtMs: number, nowMs: number): number {
  const longest = nowMs + limits.urlLifeSeconds * 1000
  const believable = expiresAtMs - marginMs > nowMs
  return (believable ? Math.min(expiresAtMs, longest) : longest) - marginMs
}
