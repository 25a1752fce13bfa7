import { partRange } from '#contract/part-rule.ts'
import type { UploadFile } from './upload-file.ts'

/** A signed URL, and until when our own clock takes it to be good. */
export interface PartUrl {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly untilMs: number
}

/** How often a part was turned down, by reason; forgotten once it is accepted. */
export interface Strikes {
  readonly expired: number
  readonly refused: number
  readonly mismatched: number
}

/** What is known of one upload at the store. */
export interface UploadSession {
  /** Undefined until the server has named one. */
  readonly uploadId: string | undefined
  /** Counts presign calls, so that the answer to an older one is told apart. */
  readonly ask: number
  readonly accepted: ReadonlySet<number>
  /** Accepted after the last presign was asked for: its listing may not show them yet. */
  readonly acceptedSinceAsk: ReadonlySet<number>
  /** On the wire, or held back while their bytes are checked. */
  readonly inFlight: ReadonlySet<number>
  readonly urls: ReadonlyMap<number, PartUrl>
  readonly strikes: ReadonlyMap<number, Strikes>
  /** For the size of the next window. */
  readonly pace: { readonly sinceMs: number; readonly parts: number }
}

export const newSession: UploadSession = {
  uploadId: undefined,
  ask: 0,
  accepted: new Set(),
  acceptedSinceAsk: new Set(),
  inFlight: new Set(),
  urls: new Map(),
  strikes: new Map(),
  pace: { sinceMs: 0, parts: 0 },
}

export function acceptedBytes(session: UploadSession, file: UploadFile): number {
  const { partCount, partSizeBytes } = file.plan
  const missing = session.accepted.has(partCount) ? partSizeBytes - partBytes(file, partCount) : 0
  return session.accepted.size * partSizeBytes - missing
}

export function partBytes({ plan, sizeBytes }: UploadFile, partNumber: number): number {
  const { start, end } = partRange(plan, sizeBytes, partNumber)
  return end - start
}
