import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import { readAssetIds } from './keep-asset-ids.ts'
import { answerDocument } from './keep-document.ts'
import type { ProjectRow } from './project-row.ts'

/** The refusal that shows who won, with all that is needed to show both sides. */
export async function versionConflict(
  ports: SnapshotPorts & { readonly meter: Meter },
  row: ProjectRow,
): Promise<ApiFailure> {
  const { id, name, version, mediaRev, createdAtMs, updatedAtMs, savedAtMs, deviceName } = row
  const winner = {
    ...{ id, name, version, mediaRev, createdAtMs, updatedAtMs, savedAtMs },
    ...(deviceName === undefined ? {} : { deviceName }),
    document: await answerDocument(ports, row.document),
    assetIds: [...(await readAssetIds(ports, row.assetIds))],
  }
  return new ApiFailure('version-conflict', { winner })
}
