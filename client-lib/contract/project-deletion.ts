import * as v from 'valibot'
import { WholeNumber } from './whole-number.ts'

export const DeleteProjectReply = v.object({
  /** The tombstone's version, also when the reply is a replay; a PUT on it un-deletes. */
  version: WholeNumber,
  /** The version in force now; above `version` only when the project was un-deleted since. */
  currentVersion: WholeNumber,
  updatedAtMs: WholeNumber,
})
export type DeleteProjectReply = v.InferOutput<typeof DeleteProjectReply>
