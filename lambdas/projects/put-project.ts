import type { PutProjectBody, PutProjectReply } from '#contract/projects.ts'
import type { MediaTable } from '../media/media-table.ts'
import { bodyHash } from './body-hash.ts'
import { keepAssetIds } from './keep-asset-ids.ts'
import { keepDocument } from './keep-document.ts'
import type { MeteredProjectPorts } from './project-ports.ts'
import type { ProjectWrite } from './project-store.ts'
import { settleWrite } from './settle-write.ts'

/**
 * Writes a project on the version it was made on, a tombstone's too: that un-deletes. Safe to repeat.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`,
 *   `document-too-large`, `snapshot-not-found`, `snapshot-expired`, `checksum-mismatch`
 */
export async function putProject(
  ports: MeteredProjectPorts,
  userId: string,
  id: string,
  body: PutProjectBody,
): Promise<PutProjectReply> {
  const { baseVersion, mutationId, name, assetIds, deviceName } = body
  const write: ProjectWrite = {
    ...{ userId, id, baseVersion, mutationId, name },
    ...(deviceName === undefined ? {} : { deviceName }),
    bodyHash: bodyHash(body),
    document: await keepDocument(ports, userId, body.document),
    assetIds: await keepAssetIds(ports, userId, assetIds),
    nowMs: ports.clock.nowMs(),
  }
  const { version, current } = await settleWrite(ports, write, await ports.projects.write(write))
  return {
    version,
    currentVersion: current.version,
    mediaRev: current.mediaRev,
    updatedAtMs: current.updatedAtMs,
    missingAssets: await missingAssets(ports.media, userId, id, assetIds),
  }
}

async function missingAssets(media: MediaTable, userId: string, id: string, assetIds: readonly string[]) {
  if (assetIds.length === 0) return []
  const stored = new Set<string>()
  for (const row of await media.list(userId, id)) if (row.state === 'stored') stored.add(row.assetId)
  return assetIds.filter((assetId) => !stored.has(assetId))
}
