import * as v from 'valibot'

/** One project as this device keeps it. */
export const StoredProject = v.object({
  id: v.string(),
  name: v.string(),
  document: v.string(),
  assetIds: v.array(v.string()),
  updatedAtMs: v.number(),
})
export type StoredProject = v.InferOutput<typeof StoredProject>
