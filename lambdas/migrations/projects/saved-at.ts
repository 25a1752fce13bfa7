import * as v from 'valibot'
import type { Upcaster } from '../upcaster.ts'

const Read = v.object({ updated_at: v.pipe(v.number(), v.safeInteger()) })

/** Version 2 tells when the version in force was saved. Of older rows only `updated_at` tells, which media that arrive raise too. */
export const savedAt: Upcaster = {
  reads: ['updated_at'],
  sets: (read) => ({ saved_at: v.parse(Read, read).updated_at }),
}
