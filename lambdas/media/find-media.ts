import { ApiFailure } from '../errors/api-failure.ts'
import type { MediaItem } from './media-item.ts'
import type { MediaPorts } from './media-ports.ts'

type Reads = Pick<MediaPorts, 'projects' | 'media'>

/** @throws ApiFailure `asset-not-found`, or `project-not-found` where there is not even the project */
export async function findMedia(ports: Reads, userId: string, projectId: string, assetId: string): Promise<MediaItem> {
  const item = await ports.media.get(userId, projectId, assetId)
  if (item !== undefined) return item
  await findProject(ports, userId, projectId)
  throw new ApiFailure('asset-not-found')
}

/** @throws ApiFailure `project-not-found`, also for a deleted one: its media routes are closed */
export async function findProject(ports: Pick<Reads, 'projects'>, userId: string, projectId: string) {
  const project = await ports.projects.get(userId, projectId)
  if (project === undefined || project.deletedAtMs !== undefined) throw new ApiFailure('project-not-found')
  return project
}
