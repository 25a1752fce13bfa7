import { ApiFailure } from '../errors/api-failure.ts'
import type { MediaPorts } from './media-ports.ts'

/** @throws ApiFailure `project-not-found`, also for a deleted one: its media routes are closed */
export async function findProject(ports: Pick<MediaPorts, 'projects'>, userId: string, projectId: string) {
  const project = await ports.projects.get(userId, projectId)
  if (project === undefined || project.deletedAtMs !== undefined) throw new ApiFailure('project-not-found')
  return project
}
