import * as v from 'valibot'
import { readAsset } from '../media/dynamo-asset-attributes.ts'
import { readMedia } from '../media/dynamo-media-attributes.ts'
import { projectUpcasters } from '../migrations/projects/project-upcasters.ts'
import { RowTooNew } from '../migrations/row-too-new.ts'
import { newestVersion, versionOf } from '../migrations/row-version.ts'
import { readReferences } from '../projects/dynamo-content-attributes.ts'
import { snapshotSchemaVersion } from '../snapshots/dynamo-snapshot-ledger.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import { readVersionSummary } from '../versions/dynamo-version-attributes.ts'
import type { HeldAsset, HeldSnapshot, SweptMedia, SweptProject, SweptVersion } from './account-rows.ts'
import { readMark } from './dynamo-row-mark.ts'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const maybe = v.optional(wholeNumber)

const Asset = v.object({ pins: maybe, pinned_at: v.optional(wholeNumber, 0), updated_at: wholeNumber })
const Snapshot = v.object({
  schema_version: v.literal(snapshotSchemaVersion),
  user_id: v.string(),
  checksum: v.string(),
  storage_key: v.string(),
  size: wholeNumber,
})
const Project = v.object({
  user_id: v.string(),
  id: v.string(),
  version: wholeNumber,
  created_at: wholeNumber,
  updated_at: wholeNumber,
  kept_rev: maybe,
  deleted_at: maybe,
  purging_at: maybe,
})

/** What is read of a project: its document stays where it is. */
export const projectAttributes = [
  ...['user_id', 'id', 'schema_version', 'version', 'created_at', 'updated_at'],
  ...['kept_rev', 'deleted_at', 'purging_at'],
  ...['snapshot', 'asset_ids', 'asset_list'],
]

/** @throws ValiError when the row is not one this code has written */
export function readHeldAsset(item: Item): HeldAsset {
  const { pins, pinned_at, updated_at } = v.parse(Asset, item)
  const counted = pins === undefined ? {} : { pins }
  return { asset: readAsset(item), ...counted, pinnedAtMs: pinned_at, updatedAtMs: updated_at }
}

/** @throws ValiError when the row is not one this code has written */
export function readHeldSnapshot(item: Item): HeldSnapshot {
  const { user_id: userId, checksum, storage_key: storageKey, size: sizeBytes } = v.parse(Snapshot, item)
  return { userId, id: checksum.slice(checksum.indexOf('#') + 1), storageKey, sizeBytes, ...readMark(item) }
}

/** @throws RowTooNew | ValiError when the row is not one that this release or an earlier one has written */
export function readSweptProject(item: Item): SweptProject {
  const newest = newestVersion(projectUpcasters)
  if (versionOf(item) > newest) throw new RowTooNew(versionOf(item), newest)
  const { user_id, id, version, created_at, updated_at, kept_rev, deleted_at, purging_at } = v.parse(Project, item)
  return {
    place: { userId: user_id, projectId: id },
    version,
    createdAtMs: created_at,
    updatedAtMs: updated_at,
    ...(kept_rev === undefined ? {} : { keptRev: kept_rev }),
    ...(deleted_at === undefined ? {} : { deletedAtMs: deleted_at }),
    ...(purging_at === undefined ? {} : { purgingAtMs: purging_at }),
    ...readReferences(item),
  }
}

/** @throws ValiError when the row is not one this code has written */
export function readSweptVersion(item: Item): SweptVersion {
  return { id: readVersionSummary(item).id, ...readReferences(item) }
}

/** @throws ValiError when the row is not one this code has written */
export function readSweptMedia(item: Item): SweptMedia {
  return { ...readMedia(item), ...readMark(item) }
}
