import * as v from 'valibot'
import { WholeNumber } from './whole-number.ts'

/** Names one version of a project's history: `12` as it was in force, `12~m1` one that was kept beside it. */
export const VersionId = v.pipe(
  v.string(),
  v.regex(
    /^(0|[1-9][0-9]{0,11})(~[A-Za-z0-9_-]{1,64})?$/,
    "must be a version's number, and after a ~ the mutation id it was kept by",
  ),
)

export const KeepVersionReply = v.object({ id: VersionId, madeAtMs: WholeNumber, expiresAtMs: WholeNumber })
export type KeepVersionReply = v.InferOutput<typeof KeepVersionReply>
