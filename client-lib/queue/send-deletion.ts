import { deleteProject } from '#contract/calls.ts'
import { ApiFailure } from '../transport/api-failure.ts'
import { UnexpectedReply } from '../transport/unexpected-reply.ts'
import type { LaneEvent } from './lane-event.ts'
import type { InFlight } from './lane-row.ts'
import type { WriteContext, WriteOutcome } from './send-write.ts'

type Entombed = Extract<LaneEvent, { kind: 'entombed' }>

/**
 * Has a project deleted in the cloud, and then here: who is cut short in between is answered the same once more.
 * @throws as `ApiClient`, and HostFailed
 */
export async function sendDeletion(
  projectId: string,
  { mutationId, baseVersion }: InFlight,
  { api, letGo, signal }: WriteContext,
): Promise<WriteOutcome> {
  const body = { baseVersion, mutationId }
  try {
    const { body: reply } = await api.call(deleteProject, { params: { projectId }, body, signal })
    const { version, currentVersion, updatedAtMs: deletedAtMs } = reply
    if (version <= baseVersion) throw new UnexpectedReply(200, `version ${version} after ${baseVersion}`)
    return await entombed({ version, currentVersion, deletedAtMs })
  } catch (error) {
    const problem = error instanceof ApiFailure ? error.problem : undefined
    if (problem?.code === 'version-conflict') return { event: { kind: 'overtaken', mutationId } }
    // Deleted by another device, or with the account.
    if (problem?.code !== 'project-deleted' && problem?.code !== 'project-not-found') throw error
    const { version, deletedAtMs } =
      problem.code === 'project-deleted' ? problem : { version: baseVersion, deletedAtMs: 0 }
    return entombed({ version, currentVersion: version, deletedAtMs, isOfAnother: true })
  }

  async function entombed(tombstone: Omit<Entombed, 'kind' | 'mutationId' | 'removed'>): Promise<WriteOutcome> {
    return { event: { kind: 'entombed', mutationId, removed: await letGo(projectId), ...tombstone } }
  }
}
