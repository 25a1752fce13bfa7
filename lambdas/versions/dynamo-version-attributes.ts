import * as v from 'valibot'
import { readContent, writeContent } from '../projects/dynamo-content-attributes.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { idOfSortKey, sortKeyOf, versionOf } from './version-id.ts'
import type { ProjectPlace, VersionRow, VersionSummaryRow } from './version-row.ts'

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
const versionSchemaVersion = 1
/** The local index that a list and each thinning read in place of the documents. */
export const byMadeAt = 'by_made_at'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const Summary = v.object({
  version: v.string(),
  kept: v.picklist(['history', 'conflict-side', 'named']),
  label: v.optional(v.string()),
  name: v.string(),
  device_name: v.optional(v.string()),
  made_at: wholeNumber,
  deleted_at: v.optional(wholeNumber),
  expires_at: wholeNumber,
})

const Row = v.object({
  ...Summary.entries,
  schema_version: v.literal(versionSchemaVersion),
})

export function projectKey({ userId, projectId }: ProjectPlace): string {
  return `${userId}#${projectId}`
}

export function versionKey(place: ProjectPlace, id: string) {
  return { project_key: projectKey(place), version: sortKeyOf(id) }
}

export function versionItem(place: ProjectPlace, row: VersionRow) {
  const { id, kept, label, name, deviceName, madeAtMs, deletedAtMs, expiresAtMs, document, assetIds } = row
  return {
    ...versionKey(place, id),
    ...{ schema_version: versionSchemaVersion, kept, name },
    ...writeContent({ document, assetIds }),
    ...{ made_at: madeAtMs, expires_at: expiresAtMs / 1000 },
    ...(label === undefined ? {} : { label }),
    ...(deviceName === undefined ? {} : { device_name: deviceName }),
    ...(deletedAtMs === undefined ? {} : { deleted_at: deletedAtMs }),
  }
}

/** @throws ValiError when the row is not one this code has written */
export function readVersionSummary(item: Item): VersionSummaryRow {
  return summaryOf(v.parse(Summary, item))
}

/** @throws ValiError when the row is not one this code has written */
export function readVersion(item: Item): VersionRow {
  return { ...summaryOf(v.parse(Row, item)), ...readContent(item) }
}

function summaryOf(row: v.InferOutput<typeof Summary>): VersionSummaryRow {
  const id = idOfSortKey(row.version)
  return {
    ...{ id, version: versionOf(id), kept: row.kept, name: row.name },
    ...{ madeAtMs: row.made_at, expiresAtMs: row.expires_at * 1000 },
    ...(row.label === undefined ? {} : { label: row.label }),
    ...(row.device_name === undefined ? {} : { deviceName: row.device_name }),
    ...(row.deleted_at === undefined ? {} : { deletedAtMs: row.deleted_at }),
  }
}
