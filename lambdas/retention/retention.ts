import * as v from 'valibot'

const days = v.pipe(v.number(), v.integer(), v.minValue(1))

/** How long what is no longer in use is kept, in days; from the environment, as JSON of the stage's value. */
export const Retention = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ tombstoneDays: days, historyDays: days, unreferencedDays: days, idleUploadDays: days }),
)
export type Retention = v.InferOutput<typeof Retention>
