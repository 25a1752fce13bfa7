import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  abortUploads,
  addRows,
  checkRows,
  deleteObjects,
  deleteRows,
  getRows,
  listParts,
  queryRows,
  readSnapshots,
  removeRows,
  scanRows,
  seeWhatIsAbsent,
  updateRows,
} from '../permissions/statements.ts'
import type { SyncData } from '../sync-data.ts'

/** What housekeeping may: read every row but no document's or asset's bytes, and take away. */
export function housekeepingPermissions({
  tables: { projects, projectVersions, projectMedia, storedAssets, accounts },
  bucket,
}: Pick<SyncData, 'tables' | 'bucket'>): PolicyStatement[] {
  return [
    // All accounts, the place among them, and what each is counted to have.
    ...[scanRows(accounts), getRows(accounts), updateRows(accounts)],
    // Projects: purged, and the row on which the removal of their media rests.
    ...[queryRows(projects), updateRows(projects), checkRows(projects), removeRows(projects)],
    ...[queryRows(projectVersions), deleteRows(projectVersions)],
    ...[queryRows(projectMedia), updateRows(projectMedia), removeRows(projectMedia), deleteRows(projectMedia)],
    // Assets, snapshots and garbage.
    ...[queryRows(storedAssets), getRows(storedAssets), updateRows(storedAssets)],
    ...[addRows(storedAssets), removeRows(storedAssets)],
    // Lists of assets that are too long for a row; which uploads go on; and what is taken out.
    ...[readSnapshots(bucket), listParts(bucket), seeWhatIsAbsent(bucket)],
    ...[abortUploads(bucket), deleteObjects(bucket)],
  ]
}
