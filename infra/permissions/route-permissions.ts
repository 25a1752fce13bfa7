import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RouteName } from '#contract/routes.ts'
import type { MediaBucket } from '../storage/media-bucket.ts'
import type { Tables } from '../storage/tables.ts'
import {
  abortUploads,
  addRows,
  checkRows,
  getRows,
  listParts,
  queryIndex,
  queryRows,
  readObjects,
  readParts,
  readSnapshots,
  removeRows,
  seeWhatIsAbsent,
  signUploads,
  updateRows,
  writeSnapshots,
} from './statements.ts'

export interface Data {
  readonly tables: Tables
  readonly bucket: MediaBucket
}

/** What telling every project that waits for an asset takes, in one transaction. */
const settleAsset = ({ tables }: Data) => [
  updateRows(tables.storedAssets),
  updateRows(tables.projectMedia),
  updateRows(tables.projects),
  updateRows(tables.accounts),
]

/** Bytes are counted before they come; large documents and long lists beside the assets. */
const reserveSnapshot = ({ tables }: Data) => [updateRows(tables.storedAssets), updateRows(tables.accounts)]

/** What each route may do. A function holds what its routes need, and no more; a route without an entry fails the compile. */
export const routePermissions = {
  getUsage: ({ tables }) => [getRows(tables.accounts)],
  listProjects: ({ tables }) => [queryIndex(tables.projects, 'by_updated_at')],
  getProject: ({ tables, bucket }) => [getRows(tables.projects), queryRows(tables.projectMedia), readSnapshots(bucket)],
  putProject: (data) => [
    // Read where there is no room for a long list: it may have been written already.
    getRows(data.tables.projects),
    updateRows(data.tables.projects),
    queryRows(data.tables.projectMedia),
    ...reserveSnapshot(data),
    readSnapshots(data.bucket),
    seeWhatIsAbsent(data.bucket),
    writeSnapshots(data.bucket),
  ],
  deleteProject: ({ tables, bucket }) => [
    updateRows(tables.projects),
    updateRows(tables.accounts),
    readSnapshots(bucket),
  ],
  eraseAccount: ({ tables }) => [
    queryIndex(tables.projects, 'by_updated_at'),
    updateRows(tables.projects),
    updateRows(tables.accounts),
  ],
  presignSnapshot: (data) => [
    ...reserveSnapshot(data),
    // Whether what was reserved before has come.
    readSnapshots(data.bucket),
    seeWhatIsAbsent(data.bucket),
    writeSnapshots(data.bucket),
  ],
  listVersions: ({ tables }) => [queryIndex(tables.projectVersions, 'by_made_at'), getRows(tables.projects)],
  getVersion: ({ tables, bucket }) => [
    getRows(tables.projectVersions),
    getRows(tables.projects),
    readSnapshots(bucket),
  ],
  keepVersion: (data) => [
    updateRows(data.tables.projects),
    getRows(data.tables.projectVersions),
    addRows(data.tables.projectVersions),
    ...reserveSnapshot(data),
    readSnapshots(data.bucket),
    seeWhatIsAbsent(data.bucket),
    writeSnapshots(data.bucket),
  ],
  listMedia: ({ tables }) => [getRows(tables.projects), queryRows(tables.projectMedia)],
  presignMedia: (data) => [
    ...settleAsset(data),
    checkRows(data.tables.projects),
    // A session whose place another takes is garbage.
    addRows(data.tables.storedAssets),
    // The asset that parts are copied from: its row, its bytes' place, its parts.
    getRows(data.tables.projectMedia),
    getRows(data.tables.storedAssets),
    readParts(data.bucket),
    signUploads(data.bucket),
    listParts(data.bucket),
    abortUploads(data.bucket),
    readObjects(data.bucket),
    seeWhatIsAbsent(data.bucket),
  ],
  completeMedia: (data) => [
    getRows(data.tables.projects),
    getRows(data.tables.projectMedia),
    getRows(data.tables.storedAssets),
    ...settleAsset(data),
    // What was assembled wrongly is garbage.
    addRows(data.tables.storedAssets),
    signUploads(data.bucket),
    listParts(data.bucket),
    readObjects(data.bucket),
    seeWhatIsAbsent(data.bucket),
  ],
  removeMedia: ({ tables, bucket }) => [
    getRows(tables.projects),
    getRows(tables.projectMedia),
    getRows(tables.storedAssets),
    updateRows(tables.projectMedia),
    removeRows(tables.projectMedia),
    updateRows(tables.storedAssets),
    removeRows(tables.storedAssets),
    addRows(tables.storedAssets),
    updateRows(tables.accounts),
    abortUploads(bucket),
  ],
  downloadMedia: ({ tables, bucket }) => [
    getRows(tables.projects),
    getRows(tables.projectMedia),
    getRows(tables.storedAssets),
    readObjects(bucket),
  ],
} as const satisfies Record<RouteName, (data: Data) => readonly PolicyStatement[]>
