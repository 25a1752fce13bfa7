import type { DeleteProjectReply } from '#contract/project-deletion.ts'
import type { DeleteProjectBody } from '#contract/project-requests.ts'
import { deletionHash } from './body-hash.ts'
import type { MeteredProjectPorts } from './project-ports.ts'
import type { ProjectMutation } from './project-store.ts'
import { settleWrite } from './settle-write.ts'

/**
 * Leaves a tombstone on the version that was to be deleted; safe to repeat. One write.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`
 */
export async function deleteProject(
  ports: MeteredProjectPorts,
  userId: string,
  id: string,
  body: DeleteProjectBody,
): Promise<DeleteProjectReply> {
  const deletion: ProjectMutation = { userId, id, ...body, bodyHash: deletionHash(body), nowMs: ports.clock.nowMs() }
  const { version, current } = await settleWrite(ports, deletion, await ports.projects.delete(deletion))
  return { version, currentVersion: current.version, updatedAtMs: current.updatedAtMs }
}
