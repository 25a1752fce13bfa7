import * as v from 'valibot'

const limit = v.union([v.literal('none'), v.pipe(v.number(), v.safeInteger(), v.minValue(1))])

/** What one user may have; from the environment, as JSON of the stage's value. `none` is no limit beyond the contract's own. */
export const AccountLimits = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ storedBytes: limit, fileBytes: limit, projects: limit, openUploads: limit }),
)
export type AccountLimits = v.InferOutput<typeof AccountLimits>

export const noLimits: AccountLimits = { storedBytes: 'none', fileBytes: 'none', projects: 'none', openUploads: 'none' }
