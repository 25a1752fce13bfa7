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
  readObjects,
  removeRows,
  scanRows,
  seeWhatIsAbsent,
  signUploads,
  updateRows,
} from '../permissions/statements.ts'
import type { SyncData } from '../sync-data.ts'

/** What housekeeping may: read every row, look at objects, finish uploads, and take away. */
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
    // Lists of assets that are too long for a row; uploads that go on, or are whole; and what is taken out. To look at
    // an object is to read it, and to assemble one to put it, as S3 has it: no bytes of an asset are asked for.
    ...[readObjects(bucket), listParts(bucket), seeWhatIsAbsent(bucket), signUploads(bucket)],
    ...[abortUploads(bucket), deleteObjects(bucket)],
  ]
}
