import type * as v from 'valibot'
import { EraseAccountReply } from './account.ts'
import { KeepVersionReply } from './kept-version.ts'
import { CompleteReply, ListMediaReply, PresignReply } from './media.ts'
import { DownloadReply } from './media-downloads.ts'
import { RemoveMediaReply } from './media-removal.ts'
import { DeleteProjectReply } from './project-deletion.ts'
import { ListProjectsReply, ProjectReply, PutProjectReply } from './projects.ts'
import { PresignSnapshotReply } from './snapshots.ts'
import { UsageReply } from './usage.ts'
import { ListVersionsReply, VersionReply } from './versions.ts'

/** What a caller needs of a route. Each is a constant of its own, so that a client holds no more than it calls. */
export interface Call<N extends string = string> {
  readonly name: N
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: `/api/${string}`
  readonly reply: v.GenericSchema
}

export const getUsage = {
  name: 'getUsage',
  method: 'GET',
  path: '/api/usage',
  reply: UsageReply,
} as const satisfies Call
export const listProjects = {
  name: 'listProjects',
  method: 'GET',
  path: '/api/projects',
  reply: ListProjectsReply,
} as const satisfies Call
export const getProject = {
  name: 'getProject',
  method: 'GET',
  path: '/api/projects/{projectId}',
  reply: ProjectReply,
} as const satisfies Call
export const putProject = {
  name: 'putProject',
  method: 'PUT',
  path: '/api/projects/{projectId}',
  reply: PutProjectReply,
} as const satisfies Call
export const deleteProject = {
  name: 'deleteProject',
  method: 'DELETE',
  path: '/api/projects/{projectId}',
  reply: DeleteProjectReply,
} as const satisfies Call
export const presignSnapshot = {
  name: 'presignSnapshot',
  method: 'POST',
  path: '/api/projects/{projectId}/snapshots/presign',
  reply: PresignSnapshotReply,
} as const satisfies Call
export const listVersions = {
  name: 'listVersions',
  method: 'GET',
  path: '/api/projects/{projectId}/versions',
  reply: ListVersionsReply,
} as const satisfies Call
export const getVersion = {
  name: 'getVersion',
  method: 'GET',
  path: '/api/projects/{projectId}/versions/{version}',
  reply: VersionReply,
} as const satisfies Call
export const keepVersion = {
  name: 'keepVersion',
  method: 'POST',
  path: '/api/projects/{projectId}/versions',
  reply: KeepVersionReply,
} as const satisfies Call
export const eraseAccount = {
  name: 'eraseAccount',
  method: 'DELETE',
  path: '/api/account',
  reply: EraseAccountReply,
} as const satisfies Call
export const listMedia = {
  name: 'listMedia',
  method: 'GET',
  path: '/api/projects/{projectId}/media',
  reply: ListMediaReply,
} as const satisfies Call
export const presignMedia = {
  name: 'presignMedia',
  method: 'POST',
  path: '/api/projects/{projectId}/media/presign',
  reply: PresignReply,
} as const satisfies Call
export const completeMedia = {
  name: 'completeMedia',
  method: 'POST',
  path: '/api/projects/{projectId}/media/{assetId}/complete',
  reply: CompleteReply,
} as const satisfies Call
export const removeMedia = {
  name: 'removeMedia',
  method: 'DELETE',
  path: '/api/projects/{projectId}/media/{assetId}',
  reply: RemoveMediaReply,
} as const satisfies Call
export const downloadMedia = {
  name: 'downloadMedia',
  method: 'POST',
  path: '/api/projects/{projectId}/media/{assetId}/download',
  reply: DownloadReply,
} as const satisfies Call
