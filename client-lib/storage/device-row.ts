import * as v from 'valibot'

/** What the device itself remembers, by `kind`. */
export const DeviceRow = v.variant('kind', [
  v.object({ schemaVersion: v.literal(1), kind: v.literal('pause'), paused: v.boolean() }),
  /** Raised by each tab that takes the lead: who leads in an earlier one writes nothing more. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('lead'), epoch: v.pipe(v.number(), v.safeInteger()) }),
  /** Where the next delta listing goes on. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('since'), token: v.string() }),
])
export type DeviceRow = v.InferOutput<typeof DeviceRow>
