import * as v from 'valibot'
import { ProjectSummary } from '#contract/projects.ts'

/** What the cloud last listed of a project; a tombstone stays listed as one. */
export const ListingRow = v.object({ schemaVersion: v.literal(1), summary: ProjectSummary })
export type ListingRow = v.InferOutput<typeof ListingRow>
