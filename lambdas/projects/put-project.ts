import type { PutProjectBody, PutProjectReply } from '#contract/projects.ts'
import type { Clock } from '../clock/clock.ts'
import type { MediaTable } from '../media/media-table.ts'
import type { Meter } from '../metrics/meter.ts'
import { bodyHash } from './body-hash.ts'
import { storedDocument } from './document-bytes.ts'
import { judgeRefusal } from './judge-refusal.ts'
import type { ProjectRow } from './project-row.ts'
import type { ProjectStore, ProjectWrite } from './project-store.ts'

export interface PutProjectPorts {
  readonly projects: ProjectStore
  readonly media: MediaTable
  readonly clock: Clock
  readonly meter: Meter
}

/**
 * Writes a project on the version it was made on, a tombstone's too: that un-deletes. Safe to repeat.
 *
 * @throws ApiFailure `version-conflict`, `mutation-reused`, `project-not-found`, `project-deleted`, `document-too-large`
 */
export async function putProject(
  ports: PutProjectPorts,
  userId: string,
  id: string,
  body: PutProjectBody,
): Promise<PutProjectReply> {
  const { baseVersion, mutationId, name, assetIds, deviceName } = body
  const write: ProjectWrite = {
    ...{ userId, id, baseVersion, mutationId, name, assetIds },
    ...(deviceName === undefined ? {} : { deviceName }),
    bodyHash: bodyHash(body),
    document: storedDocument(body.document),
    nowMs: ports.clock.nowMs(),
  }
  const outcome = await ports.projects.write(write)
  if (outcome.kind === 'written') return replyOf(ports, userId, outcome.row.version, outcome.row, assetIds)
  const judgement = judgeRefusal(write, outcome.current)
  if (judgement.kind === 'refused') throw judgement.failure
  ports.meter.add('Replays', 1)
  return replyOf(ports, userId, judgement.version, judgement.current, assetIds)
}

async function replyOf(
  ports: PutProjectPorts,
  userId: string,
  version: number,
  row: ProjectRow,
  assetIds: readonly string[],
): Promise<PutProjectReply> {
  return {
    version,
    currentVersion: row.version,
    mediaRev: row.mediaRev,
    updatedAtMs: row.updatedAtMs,
    missingAssets: await missingAssets(ports.media, userId, row.id, assetIds),
  }
}

async function missingAssets(media: MediaTable, userId: string, id: string, assetIds: readonly string[]) {
  if (assetIds.length === 0) return []
  const stored = new Set<string>()
  for (const row of await media.list(userId, id)) if (row.state === 'stored') stored.add(row.assetId)
  return assetIds.filter((assetId) => !stored.has(assetId))
}
