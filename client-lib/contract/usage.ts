import * as v from 'valibot'
import { WholeNumber } from './whole-number.ts'

/** `none`: no limit beyond the contract's own. */
const limit = v.union([v.literal('none'), WholeNumber])
const counted = v.object({ used: WholeNumber, limit })

/** What the caller has, and may have. */
export const UsageReply = v.object({
  /** Bytes of files and large documents, those under way and those being deleted too; equal files count once. */
  storedBytes: counted,
  /** Deleted ones count no more. */
  projects: counted,
  openUploads: counted,
  /** Of one file, in bytes. */
  fileBytes: v.object({ limit }),
})
export type UsageReply = v.InferOutput<typeof UsageReply>
