import type { PutProjectBody } from '#contract/project-requests.ts'
import type { PutProjectReply } from '#contract/projects.ts'
import type { OverQuota } from '../accounts/over-quota.ts'
import { bodyHash } from './body-hash.ts'
import { keepAssetIds } from './keep-asset-ids.ts'
import { keepDocument } from './keep-document.ts'
import { missingAssets } from './missing-assets.ts'
import type { MeteredProjectPorts } from './project-ports.ts'
import type { ProjectMutation, ProjectStore, WriteOutcome } from './project-store.ts'
import { recallMutation } from './recent-mutations.ts'
import { settleWrite } from './settle-write.ts'

/**
 * Writes a project on the version it was made on, a tombstone's too: that un-deletes. Safe to repeat.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`, `quota-exceeded`,
 *   `document-too-large`, `snapshot-not-found`, `snapshot-expired`, `checksum-mismatch`
 */
export async function putProject(
  ports: MeteredProjectPorts,
  userId: string,
  id: string,
  body: PutProjectBody,
): Promise<PutProjectReply> {
  const { baseVersion, mutationId, name, assetIds, deviceName } = body
  const document = await keepDocument(ports, userId, body.document)
  const kept = await keepAssetIds(ports, userId, assetIds)
  const mutation = { userId, id, baseVersion, mutationId, bodyHash: bodyHash(body), nowMs: ports.clock.nowMs() }
  const device = deviceName === undefined ? {} : { deviceName }
  const outcome =
    kept.kind === 'over-quota'
      ? await refusalWithoutRoom(ports.projects, mutation, kept)
      : await ports.projects.write({ ...mutation, name, ...device, document, assetIds: kept })
  const { version, current } = await settleWrite(ports, mutation, outcome)
  return {
    version,
    currentVersion: current.version,
    mediaRev: current.mediaRev,
    updatedAtMs: current.updatedAtMs,
    missingAssets: await missingAssets(ports.media, userId, id, assetIds),
  }
}

/** What there is no room for is refused by all else first: it may have been made already, and its reply lost. */
async function refusalWithoutRoom(
  projects: ProjectStore,
  mutation: ProjectMutation,
  over: OverQuota,
): Promise<WriteOutcome> {
  const { userId, id, baseVersion, mutationId, bodyHash } = mutation
  const current = await projects.get(userId, id)
  if ((current?.version ?? 0) !== baseVersion) return { kind: 'refused', current }
  const isNew = recallMutation(current?.recentMutations ?? {}, mutationId, bodyHash).kind === 'unknown'
  return isNew ? over : { kind: 'refused', current }
}
