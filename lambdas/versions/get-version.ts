import type { VersionReply } from '#contract/versions.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import { readAssetIds } from '../projects/keep-asset-ids.ts'
import { answerDocument } from '../projects/keep-document.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import type { ProjectPlace } from './version-row.ts'
import type { VersionStore } from './version-store.ts'
import { versionSummary } from './version-summary.ts'

export interface GetVersionPorts extends SnapshotPorts {
  readonly versions: VersionStore
  readonly projects: Pick<ProjectStore, 'get'>
  readonly meter: Meter
}

/**
 * One version whole, also of a project that was deleted since; two reads, and a third for a list too long for its row.
 *
 * @throws ApiFailure `version-not-found`, whether it is the version or the project that is unknown
 */
export async function getVersion(ports: GetVersionPorts, place: ProjectPlace, id: string): Promise<VersionReply> {
  const [row, project] = await Promise.all([
    ports.versions.get(place, id, ports.clock.nowMs()),
    ports.projects.get(place.userId, place.projectId),
  ])
  // Of a project that is being purged its versions are left for a while.
  if (row === undefined || project === undefined) throw new ApiFailure('version-not-found')
  return {
    ...versionSummary(row),
    document: await answerDocument(ports, row.document),
    assetIds: [...(await readAssetIds(ports, row.assetIds))],
  }
}
