import * as v from 'valibot'
import { subjectNames } from '../page/subject.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const SecondSendSchema = v.object({ requests: count, partRequests: count })
const Run = v.variant('kind', [
  v.object({
    kind: v.literal('sent'),
    /** From the call until the app was told that the file is stored. */
    wholeMs: v.number(),
    /** From the first part's request to the last part's answer. */
    partsMs: v.optional(v.number()),
    overIdleBytes: v.number(),
    /** By the processor's time; traced in runs of their own. */
    longestTaskMs: v.optional(v.number()),
    /** To store and server, preflights too. */
    requests: count,
    preflights: count,
    partRequests: count,
    /** The one object in the bucket has the file's bytes. */
    isRight: v.boolean(),
    again: v.optional(SecondSendSchema),
  }),
  v.object({ kind: v.literal('failed'), reason: v.string() }),
])
const Link = v.object({ roundTripMs: v.number(), megabitsPerSecond: v.number(), resetShare: v.number() })
const Row = v.object({
  id: v.string(),
  sizeBytes: count,
  link: v.optional(Link),
  /** Round by round: runs of equal index belong together. */
  runs: v.record(v.picklist(subjectNames), v.array(Run)),
  observed: v.record(v.picklist(subjectNames), Run),
})
const Interrupted = v.object({
  /** `by-itself`: with nothing but what the browser kept; `from-start`: once it had the file again. */
  goesOn: v.picklist(['by-itself', 'with-the-file', 'not-at-all']),
  reason: v.optional(v.string()),
  sizeBytes: count,
  resentBytes: v.number(),
  inFlightBytes: count,
  isRight: v.boolean(),
  openUploads: count,
})
const Faults = v.object({
  /** By the share of the file that was at the store. */
  kills: v.record(v.string(), Interrupted),
  reload: Interrupted,
  expiredUrl: v.object({ isStored: v.boolean(), reason: v.optional(v.string()) }),
})

/** What was measured, as it is kept beside the bench: the page is made of this alone. */
export const Measured = v.object({
  machine: v.optional(v.string()),
  rows: v.array(Row),
  faults: v.record(v.picklist(subjectNames), Faults),
})

export type Measured = v.InferOutput<typeof Measured>
export type MeasuredRow = v.InferOutput<typeof Row>
export type MeasuredFaults = v.InferOutput<typeof Faults>
export type InterruptedUpload = v.InferOutput<typeof Interrupted>
export type RunFigures = v.InferOutput<typeof Run>
export type SecondSend = v.InferOutput<typeof SecondSendSchema>
