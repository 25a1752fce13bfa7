import type { FilePart } from '../files/bench-file.ts'

/** Who sends: `raw` is the limit, what a page can do that knows the parts' checksums beforehand. */
export const subjectNames = ['raw', 'reelsync', 'uppy-6', 'uppy-5', 'lib-storage'] as const
export type SubjectName = (typeof subjectNames)[number]

/** What a page is told before it sends. All of it can be said as JSON. */
export interface Job {
  /** Of this run alone: the account and the key of the object. */
  readonly runId: string
  readonly token: string
  readonly partSizeBytes: number
  /** Parts on the wire at once, where the subject lets one choose. */
  readonly partsAtOnce: number
  /** For `raw`: computed beforehand. */
  readonly parts: readonly FilePart[]
  readonly store: {
    readonly url: string
    readonly bucket: string
    readonly region: string
    readonly accessKeyId: string
    readonly secretAccessKey: string
  }
}

/** An uploader that is loaded and signed in, and has not seen the file yet. */
export interface Sender {
  /** Settles when the app is told that the file is stored. */
  send(file: File): Promise<void>
  /**
   * Goes on after a restart with nothing but what the browser kept. Settles when the file is stored; false where nothing
   * was kept. Left out where the subject never can.
   */
  readonly goOn?: () => Promise<boolean>
}

export type PrepareSender = (job: Job) => Promise<Sender>
