import * as v from 'valibot'

/** What the device itself remembers, by `kind`. */
export const DeviceRow = v.variant('kind', [
  v.object({ schemaVersion: v.literal(1), kind: v.literal('pause'), paused: v.boolean() }),
  /** Where the next delta listing goes on. */
  v.object({ schemaVersion: v.literal(1), kind: v.literal('since'), token: v.string() }),
])
export type DeviceRow = v.InferOutput<typeof DeviceRow>
