import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { RouteName } from '#contract/routes.ts'
import type { MediaBucket } from '../storage/media-bucket.ts'
import type { Tables } from '../storage/tables.ts'
import {
  getRows,
  listParts,
  putRows,
  queryIndex,
  queryRows,
  readObjects,
  seeWhatIsAbsent,
  signUploads,
  updateRows,
} from './statements.ts'

export interface Data {
  readonly tables: Tables
  readonly bucket: MediaBucket
}

/** What each route may do. A function holds what its routes need, and no more; a route without an entry fails the compile. */
export const routePermissions = {
  listProjects: ({ tables }) => [queryIndex(tables.projects, 'by_updated_at')],
  getProject: ({ tables }) => [getRows(tables.projects), queryRows(tables.projectMedia)],
  putProject: ({ tables }) => [getRows(tables.projects), updateRows(tables.projects), queryRows(tables.projectMedia)],
  listMedia: ({ tables }) => [getRows(tables.projects), queryRows(tables.projectMedia)],
  presignMedia: ({ tables, bucket }) => [
    getRows(tables.projects),
    getRows(tables.projectMedia),
    putRows(tables.projectMedia),
    updateRows(tables.projectMedia),
    getRows(tables.storedAssets),
    putRows(tables.storedAssets),
    updateRows(tables.storedAssets),
    signUploads(bucket),
    listParts(bucket),
  ],
  completeMedia: ({ tables, bucket }) => [
    getRows(tables.projects),
    updateRows(tables.projects),
    getRows(tables.projectMedia),
    updateRows(tables.projectMedia),
    getRows(tables.storedAssets),
    updateRows(tables.storedAssets),
    signUploads(bucket),
    listParts(bucket),
    readObjects(bucket),
    seeWhatIsAbsent(bucket),
  ],
  downloadMedia: ({ tables, bucket }) => [
    getRows(tables.projectMedia),
    getRows(tables.storedAssets),
    readObjects(bucket),
  ],
} as const satisfies Record<RouteName, (data: Data) => readonly PolicyStatement[]>
