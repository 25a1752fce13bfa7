import * as v from 'valibot'

/** What the device itself remembers, by `kind`. */
export const DeviceRow = v.variant('kind', [
  v.object({ schemaVersion: v.literal(1), kind: v.literal('pause'), paused: v.boolean() }),
  /** All uploads, without the rest of the sync. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('uploads'), paused: v.boolean() }),
  /** Raised by each tab that takes the lead: who leads in an earlier one writes nothing more. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('lead'), epoch: v.pipe(v.number(), v.safeInteger()) }),
  /** Content that was made while nobody was signed in, and the project's id in this account. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('adopted'), hash: v.string(), as: v.string() }),
  /** Of the work that nobody was signed in for: who has begun to take it. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('adopter'), account: v.string() }),
  /** When media were last used, by where they are kept. */
  v.object({
    schemaVersion: v.literal(1),
    kind: v.literal('media-uses'),
    usedAtMs: v.record(v.string(), v.pipe(v.number(), v.safeInteger())),
  }),
  /** Names the database: another name, or none, tells a tab that what it had stored is gone. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('born'), id: v.string() }),
  /** Written and removed again, to see whether the device takes it. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('probe') }),
  /** When the whole list was last compared with what is known here. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('whole-list'), atMs: v.pipe(v.number(), v.safeInteger()) }),
  /** Where the next delta listing goes on. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('since'), token: v.string() }),
])
export type DeviceRow = v.InferOutput<typeof DeviceRow>
