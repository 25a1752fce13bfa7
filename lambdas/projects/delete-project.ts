import type { DeleteProjectBody, DeleteProjectReply } from '#contract/projects.ts'
import type { Clock } from '../clock/clock.ts'
import type { Meter } from '../metrics/meter.ts'
import { deletionHash } from './body-hash.ts'
import { judgeRefusal } from './judge-refusal.ts'
import type { ProjectRow } from './project-row.ts'
import type { ProjectMutation, ProjectStore } from './project-store.ts'

/**
 * Leaves a tombstone on the version that was to be deleted; safe to repeat. One write.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`
 */
export async function deleteProject(
  ports: { readonly projects: ProjectStore; readonly clock: Clock; readonly meter: Meter },
  userId: string,
  id: string,
  body: DeleteProjectBody,
): Promise<DeleteProjectReply> {
  const deletion: ProjectMutation = { userId, id, ...body, bodyHash: deletionHash(body), nowMs: ports.clock.nowMs() }
  const outcome = await ports.projects.delete(deletion)
  if (outcome.kind === 'written') return replyOf(outcome.row.version, outcome.row)
  const judgement = judgeRefusal(deletion, outcome.current)
  if (judgement.kind === 'refused') throw judgement.failure
  ports.meter.add('Replays', 1)
  return replyOf(judgement.version, judgement.current)
}

function replyOf(version: number, row: ProjectRow): DeleteProjectReply {
  return { version, currentVersion: row.version, updatedAtMs: row.updatedAtMs }
}
