import { watchParts } from './part-times.ts'
import type { Job, PrepareSender, Sender, SubjectName } from './subject.ts'

/** What the bench's own process calls in the page. */
export interface BenchPage {
  /** Loads one subject, and no other. */
  prepare(name: SubjectName, job: Job): Promise<void>
  /** Sends the chosen file. */
  send(): Promise<RunTimes>
  /** Goes on without the file, and settles when it is stored; answers false where the subject cannot. */
  goOn(): Promise<boolean>
}

export interface RunTimes {
  /** From the call until the app was told that the file is stored. */
  readonly wholeMs: number
  /** From the first part's request to the last part's answer; undefined where the page saw none. */
  readonly partsMs: number | undefined
}

declare global {
  var bench: BenchPage
}

/** Each in a chunk of its own: nobody pays for another's code. */
const subjects: Readonly<Record<SubjectName, () => Promise<PrepareSender>>> = {
  raw: async () => (await import('./raw-puts.ts')).prepareRawPuts,
  reelsync: async () => (await import('./reelsync.ts')).prepareReelsync,
  'uppy-6': async () => (await import('./uppy-6.ts')).prepareUppy6,
  'uppy-5': async () => (await import('./uppy-5.ts')).prepareUppy5,
  'lib-storage': async () => (await import('./lib-storage.ts')).prepareLibStorage,
}

let sender: Sender | undefined
let parts: ReturnType<typeof watchParts> | undefined

globalThis.bench = {
  async prepare(name, job) {
    parts = watchParts(job.store.bucket)
    const prepare = await subjects[name]()
    sender = await prepare(job)
  },
  async send() {
    const file = document.querySelector<HTMLInputElement>('#file')?.files?.[0]
    if (!file || !sender || !parts) throw new Error('Choose a file and prepare first.')
    const begin = performance.now()
    await sender.send(file)
    return { wholeMs: performance.now() - begin, partsMs: parts.spanMs() }
  },
  async goOn() {
    return (await sender?.goOn?.()) ?? false
  },
}
