import * as v from 'valibot'
import { EraseAccountBody } from './account-requests.ts'
import * as calls from './calls.ts'
import type { ErrorCode } from './errors.ts'
import { AssetId, ProjectId } from './ids.ts'
import { VersionId } from './kept-version.ts'
import { CompleteBody, ListMediaQuery, PresignBody } from './media-requests.ts'
import { DeleteProjectBody, ListProjectsQuery, PutProjectBody } from './project-requests.ts'
import type { Route } from './route.ts'
import { PresignSnapshotBody } from './snapshot-requests.ts'
import { KeepVersionBody, ListVersionsQuery } from './version-requests.ts'

/** What any route may answer. */
export const commonErrors = [
  'invalid-request',
  'unauthenticated',
  'token-expired',
  'request-too-large',
  'upgrade-required',
  'rate-limited',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorCode[]

const nothing = v.strictObject({})
const noBody = v.undefined()
const project = v.strictObject({ projectId: ProjectId })
const version = v.strictObject({ projectId: ProjectId, version: VersionId })
const asset = v.strictObject({ projectId: ProjectId, assetId: AssetId })

/** The whole API. Gateway routes, parsing, the typed client and the HTTP suites all come from this table. */
export const routes = {
  getUsage: {
    ...calls.getUsage,
    function: 'projects',
    params: nothing,
    query: nothing,
    body: noBody,
    errors: [],
  },
  listProjects: {
    ...calls.listProjects,
    function: 'projects',
    params: nothing,
    query: ListProjectsQuery,
    body: noBody,
    conditional: true,
    errors: ['cursor-expired'],
  },
  getProject: {
    ...calls.getProject,
    function: 'projects',
    params: project,
    query: nothing,
    body: noBody,
    errors: ['project-not-found', 'project-deleted'],
    conditional: true,
  },
  putProject: {
    ...calls.putProject,
    function: 'projects',
    params: project,
    query: nothing,
    body: PutProjectBody,
    errors: [
      'project-not-found',
      'project-deleted',
      'version-conflict',
      'mutation-reused',
      'quota-exceeded',
      'document-too-large',
      'snapshot-not-found',
      'snapshot-expired',
      'checksum-mismatch',
    ],
  },
  deleteProject: {
    ...calls.deleteProject,
    function: 'projects',
    params: project,
    query: nothing,
    body: DeleteProjectBody,
    errors: ['project-not-found', 'project-deleted', 'version-conflict', 'mutation-reused'],
  },
  presignSnapshot: {
    ...calls.presignSnapshot,
    function: 'projects',
    params: project,
    query: nothing,
    body: PresignSnapshotBody,
    errors: ['quota-exceeded', 'document-too-large'],
  },
  listVersions: {
    ...calls.listVersions,
    function: 'projects',
    params: project,
    query: ListVersionsQuery,
    body: noBody,
    errors: ['project-not-found'],
  },
  getVersion: {
    ...calls.getVersion,
    function: 'projects',
    params: version,
    query: nothing,
    body: noBody,
    errors: ['version-not-found'],
  },
  keepVersion: {
    ...calls.keepVersion,
    function: 'projects',
    params: project,
    query: nothing,
    body: KeepVersionBody,
    errors: [
      'project-not-found',
      'version-not-found',
      'mutation-reused',
      'quota-exceeded',
      'document-too-large',
      'snapshot-not-found',
      'snapshot-expired',
      'checksum-mismatch',
    ],
    creates: true,
  },
  eraseAccount: {
    ...calls.eraseAccount,
    function: 'projects',
    params: nothing,
    query: nothing,
    body: EraseAccountBody,
    errors: [],
    unfinished: ['erasing'],
  },
  listMedia: {
    ...calls.listMedia,
    function: 'media',
    params: project,
    query: ListMediaQuery,
    body: noBody,
    errors: ['project-not-found'],
  },
  presignMedia: {
    ...calls.presignMedia,
    function: 'media',
    params: project,
    query: nothing,
    body: PresignBody,
    errors: ['project-not-found', 'asset-mismatch', 'part-rule-changed', 'file-too-large', 'quota-exceeded'],
  },
  completeMedia: {
    ...calls.completeMedia,
    function: 'media',
    params: asset,
    query: nothing,
    body: CompleteBody,
    errors: ['project-not-found', 'asset-not-found', 'asset-mismatch', 'upload-incomplete', 'checksum-mismatch'],
    unfinished: ['assembling'],
  },
  removeMedia: {
    ...calls.removeMedia,
    function: 'media',
    params: asset,
    query: nothing,
    body: noBody,
    errors: ['project-not-found', 'asset-not-found'],
  },
  downloadMedia: {
    ...calls.downloadMedia,
    function: 'media',
    params: asset,
    query: nothing,
    body: noBody,
    errors: ['project-not-found', 'asset-not-found', 'upload-incomplete'],
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RouteParams<N extends RouteName> = v.InferOutput<(typeof routes)[N]['params']>
export type RouteQuery<N extends RouteName> = v.InferOutput<(typeof routes)[N]['query']>
export type RouteBody<N extends RouteName> = v.InferOutput<(typeof routes)[N]['body']>
export type RouteReply<N extends RouteName> = v.InferOutput<(typeof routes)[N]['reply']>
