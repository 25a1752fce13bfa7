import * as v from 'valibot'
import { projectUpcasters } from '../migrations/projects/project-upcasters.ts'
import { newestVersion } from '../migrations/row-version.ts'
import { upcastRow } from '../migrations/upcast-row.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { readContent } from './dynamo-content-attributes.ts'
import type { ProjectRow, ProjectSummaryRow } from './project-row.ts'

/** What is written; older rows are read as what they meant. */
export const projectSchemaVersion = newestVersion(projectUpcasters)

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const Summary = v.object({
  id: v.string(),
  name: v.string(),
  version: wholeNumber,
  media_rev: wholeNumber,
  created_at: wholeNumber,
  updated_at: wholeNumber,
  deleted_at: v.optional(wholeNumber),
  device_name: v.optional(v.string()),
})

const Row = v.object({
  ...Summary.entries,
  schema_version: v.literal(projectSchemaVersion),
  saved_at: wholeNumber,
  recent_mutations: v.record(v.string(), v.instance(Uint8Array)),
})

/** @throws ValiError when the row is not one this code has written */
export function readProjectSummary(item: Item): ProjectSummaryRow {
  return summaryOf(v.parse(Summary, item))
}

/** @throws RowTooNew | ValiError when the row is not one that this release or an earlier one has written */
export function readProject(item: Item): ProjectRow {
  const newest = upcastRow(projectUpcasters, item)
  const row = v.parse(Row, newest)
  return {
    ...summaryOf(row),
    ...readContent(newest),
    savedAtMs: row.saved_at,
    recentMutations: row.recent_mutations,
  }
}

const Purged = v.object({ purging_at: v.optional(wholeNumber) })

/** Whether housekeeping is taking away what was deleted: from then on the project is not there. */
export function isPurging(item: Item): boolean {
  return v.parse(Purged, item).purging_at !== undefined
}

function summaryOf(row: v.InferOutput<typeof Summary>): ProjectSummaryRow {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    mediaRev: row.media_rev,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
    ...(row.deleted_at === undefined ? {} : { deletedAtMs: row.deleted_at }),
    ...(row.device_name === undefined ? {} : { deviceName: row.device_name }),
  }
}
