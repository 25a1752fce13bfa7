import type { PresignReply } from '#contract/media.ts'
import type { Verdict } from '../../retry/verdict.ts'

interface OfPart {
  /** The session it was sent in; the answer of an older one counts for nothing. */
  readonly uploadId: string
  readonly partNumber: number
}

/** `fraction` is chance in [0, 1): a transition draws none itself. */
export type UploadEvent =
  | { readonly kind: 'project-reached' }
  | { readonly kind: 'presigned'; readonly ask: number; readonly reply: PresignReply; readonly fraction: number }
  | { readonly kind: 'presign-failed'; readonly ask: number; readonly verdict: Verdict; readonly fraction: number }
  /** It is this file's turn: there is room on the line for one more part of it. */
  | { readonly kind: 'slot-offered' }
  | ({ readonly kind: 'part-accepted' } & OfPart)
  | ({ readonly kind: 'part-expired'; readonly fraction: number } & OfPart)
  | ({ readonly kind: 'part-refused'; readonly detail: string } & OfPart)
  | ({ readonly kind: 'part-mismatched' } & OfPart)
  | ({ readonly kind: 'part-checked'; readonly intact: boolean; readonly fraction: number } & OfPart)
  /** No answer, or one that says to come back later. */
  | ({
      readonly kind: 'part-failed'
      readonly reason: string
      readonly afterMs?: number | undefined
      readonly isUnanswered?: true
      readonly fraction: number
    } & OfPart)
  /** The device no longer has the bytes, or may not read them. */
  | { readonly kind: 'bytes-missing'; readonly code: 'local-bytes-missing' | 'file-permission-needed' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'assembling'; readonly afterMs: number; readonly fraction: number }
  | { readonly kind: 'complete-failed'; readonly verdict: Verdict; readonly fraction: number }
  | { readonly kind: 'cancel-wanted'; readonly keepBytes: boolean }
  /** `stored`: it was whole before it could be cancelled. */
  | { readonly kind: 'cancel-answered'; readonly outcome: 'cancelled' | 'stored' }
  | { readonly kind: 'cancel-failed'; readonly verdict: Verdict; readonly fraction: number }
  | { readonly kind: 'time-came' }
  /** The budget of retries holds it for longer. */
  | { readonly kind: 'held'; readonly untilMs: number }
  /** Online again, visible, signed in, or "retry now". */
  | { readonly kind: 'woken' }

export type PartEvent = Extract<UploadEvent, OfPart>
