import type { UploadSession } from './upload-session.ts'

/** One file's upload. `failures` counts tries that failed in a row; an accepted part sets it back. */
export type UploadState =
  | { readonly phase: 'waiting-for-project' }
  /** Nothing of it is under way: it waits for its turn on the line. */
  | { readonly phase: 'queued'; readonly next: NextStep; readonly failures: number }
  | {
      readonly phase: 'presigning'
      readonly session: UploadSession
      readonly failures: number
      /** Parts whose URLs were asked for. */
      readonly signing: ReadonlySet<number>
    }
  | {
      readonly phase: 'sending'
      readonly session: UploadSession
      readonly failures: number
      /** Parts whose URLs were asked for; empty while no call is out. */
      readonly signing: ReadonlySet<number>
    }
  | { readonly phase: 'completing'; readonly failures: number }
  | {
      readonly phase: 'waiting'
      readonly untilMs: number
      readonly reason: string
      readonly failures: number
      readonly next: NextStep
    }
  | { readonly phase: 'needs-auth'; readonly next: NextStep }
  | { readonly phase: 'stored' }
  | { readonly phase: 'cancelling'; readonly keepBytes: boolean; readonly failures: number }
  | { readonly phase: 'cancelled'; readonly keepBytes: boolean }
  | { readonly phase: 'blocked'; readonly code: string; readonly detail: string; readonly acceptedBytes: number }

/** What a wait goes on with. Parts on the wire may still arrive while we wait to ask again. */
export type NextStep =
  | { readonly step: 'presign'; readonly session: UploadSession }
  | { readonly step: 'complete' }
  | { readonly step: 'cancel'; readonly keepBytes: boolean }
