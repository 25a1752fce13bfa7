import * as v from 'valibot'
import { EraseAccountBody, EraseAccountReply } from './account.ts'
import type { ErrorCode } from './errors.ts'
import { AssetId, ProjectId } from './ids.ts'
import {
  CompleteBody,
  CompleteReply,
  DownloadReply,
  ListMediaQuery,
  ListMediaReply,
  PresignBody,
  PresignReply,
  RemoveMediaReply,
} from './media.ts'
import {
  DeleteProjectBody,
  DeleteProjectReply,
  ListProjectsQuery,
  ListProjectsReply,
  ProjectReply,
  PutProjectBody,
  PutProjectReply,
} from './projects.ts'
import { PresignSnapshotBody, PresignSnapshotReply } from './snapshots.ts'
import { UsageReply } from './usage.ts'
import {
  KeepVersionBody,
  KeepVersionReply,
  ListVersionsQuery,
  ListVersionsReply,
  VersionId,
  VersionReply,
} from './versions.ts'

/** The deployed functions; infra gives each the permissions of its routes alone. */
export type FunctionName = 'projects' | 'media'

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: `/api/${string}`
  /** Which function serves it. */
  readonly function: FunctionName
  readonly params: v.GenericSchema
  readonly query: v.GenericSchema
  readonly body: v.GenericSchema
  readonly reply: v.GenericSchema
  /** Beside `commonErrors`. */
  readonly errors: readonly ErrorCode[]
  /** Answers an ETag, and 304 with no body where `if-none-match` names it. */
  readonly conditional?: true
  /** States of the reply that travel as 202 with `retry-after`: not done yet, ask again. */
  readonly unfinished?: readonly string[]
  /** Answers 201 where it made something, and 200 where that was there already. */
  readonly creates?: true
}

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
    method: 'GET',
    path: '/api/usage',
    function: 'projects',
    params: nothing,
    query: nothing,
    body: noBody,
    reply: UsageReply,
    errors: [],
  },
  listProjects: {
    method: 'GET',
    path: '/api/projects',
    function: 'projects',
    params: nothing,
    query: ListProjectsQuery,
    body: noBody,
    reply: ListProjectsReply,
    conditional: true,
    errors: ['cursor-expired'],
  },
  getProject: {
    method: 'GET',
    path: '/api/projects/{projectId}',
    function: 'projects',
    params: project,
    query: nothing,
    body: noBody,
    reply: ProjectReply,
    errors: ['project-not-found', 'project-deleted'],
    conditional: true,
  },
  putProject: {
    method: 'PUT',
    path: '/api/projects/{projectId}',
    function: 'projects',
    params: project,
    query: nothing,
    body: PutProjectBody,
    reply: PutProjectReply,
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
    method: 'DELETE',
    path: '/api/projects/{projectId}',
    function: 'projects',
    params: project,
    query: nothing,
    body: DeleteProjectBody,
    reply: DeleteProjectReply,
    errors: ['project-not-found', 'project-deleted', 'version-conflict', 'mutation-reused'],
  },
  presignSnapshot: {
    method: 'POST',
    path: '/api/projects/{projectId}/snapshots/presign',
    function: 'projects',
    params: project,
    query: nothing,
    body: PresignSnapshotBody,
    reply: PresignSnapshotReply,
    errors: ['quota-exceeded', 'document-too-large'],
  },
  listVersions: {
    method: 'GET',
    path: '/api/projects/{projectId}/versions',
    function: 'projects',
    params: project,
    query: ListVersionsQuery,
    body: noBody,
    reply: ListVersionsReply,
    errors: ['project-not-found'],
  },
  getVersion: {
    method: 'GET',
    path: '/api/projects/{projectId}/versions/{version}',
    function: 'projects',
    params: version,
    query: nothing,
    body: noBody,
    reply: VersionReply,
    errors: ['version-not-found'],
  },
  keepVersion: {
    method: 'POST',
    path: '/api/projects/{projectId}/versions',
    function: 'projects',
    params: project,
    query: nothing,
    body: KeepVersionBody,
    reply: KeepVersionReply,
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
    method: 'DELETE',
    path: '/api/account',
    function: 'projects',
    params: nothing,
    query: nothing,
    body: EraseAccountBody,
    reply: EraseAccountReply,
    errors: [],
    unfinished: ['erasing'],
  },
  listMedia: {
    method: 'GET',
    path: '/api/projects/{projectId}/media',
    function: 'media',
    params: project,
    query: ListMediaQuery,
    body: noBody,
    reply: ListMediaReply,
    errors: ['project-not-found'],
  },
  presignMedia: {
    method: 'POST',
    path: '/api/projects/{projectId}/media/presign',
    function: 'media',
    params: project,
    query: nothing,
    body: PresignBody,
    reply: PresignReply,
    errors: ['project-not-found', 'asset-mismatch', 'part-rule-changed', 'file-too-large', 'quota-exceeded'],
  },
  completeMedia: {
    method: 'POST',
    path: '/api/projects/{projectId}/media/{assetId}/complete',
    function: 'media',
    params: asset,
    query: nothing,
    body: CompleteBody,
    reply: CompleteReply,
    errors: ['project-not-found', 'asset-not-found', 'asset-mismatch', 'upload-incomplete', 'checksum-mismatch'],
    unfinished: ['assembling'],
  },
  removeMedia: {
    method: 'DELETE',
    path: '/api/projects/{projectId}/media/{assetId}',
    function: 'media',
    params: asset,
    query: nothing,
    body: noBody,
    reply: RemoveMediaReply,
    errors: ['project-not-found', 'asset-not-found'],
  },
  downloadMedia: {
    method: 'POST',
    path: '/api/projects/{projectId}/media/{assetId}/download',
    function: 'media',
    params: asset,
    query: nothing,
    body: noBody,
    reply: DownloadReply,
    errors: ['project-not-found', 'asset-not-found', 'upload-incomplete'],
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RouteParams<N extends RouteName> = v.InferOutput<(typeof routes)[N]['params']>
export type RouteQuery<N extends RouteName> = v.InferOutput<(typeof routes)[N]['query']>
export type RouteBody<N extends RouteName> = v.InferOutput<(typeof routes)[N]['body']>
export type RouteReply<N extends RouteName> = v.InferOutput<(typeof routes)[N]['reply']>
