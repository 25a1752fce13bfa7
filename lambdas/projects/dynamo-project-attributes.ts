import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { readContent } from './dynamo-content-attributes.ts'
import type { ProjectRow, ProjectSummaryRow } from './project-row.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
export const projectSchemaVersion = 1

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
  recent_mutations: v.record(v.string(), v.instance(Uint8Array)),
})

/** @throws ValiError when the row is not one this code has written */
export function readProjectSummary(item: Item): ProjectSummaryRow {
  return summaryOf(v.parse(Summary, item))
}

/** @throws ValiError when the row is not one this code has written */
export function readProject(item: Item): ProjectRow {
  const row = v.parse(Row, item)
  return {
    ...summaryOf(row),
    ...readContent(item),
    recentMutations: row.recent_mutations,
  }
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
