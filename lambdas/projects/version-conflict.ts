import { ApiFailure } from '../errors/api-failure.ts'
import { readAssetIds } from './keep-asset-ids.ts'
import { answerDocument } from './keep-document.ts'
import { missingAssets } from './missing-assets.ts'
import type { MeteredProjectPorts } from './project-ports.ts'
import type { ProjectRow } from './project-row.ts'

/** The refusal that shows who won, with all that is needed to show both sides. */
export async function versionConflict(
  ports: MeteredProjectPorts,
  userId: string,
  row: ProjectRow,
): Promise<ApiFailure> {
  const { id, name, version, mediaRev, createdAtMs, updatedAtMs, savedAtMs, deviceName } = row
  const assetIds = [...(await readAssetIds(ports, row.assetIds))]
  const winner = {
    ...{ id, name, version, mediaRev, createdAtMs, updatedAtMs, savedAtMs },
    ...(deviceName === undefined ? {} : { deviceName }),
    document: await answerDocument(ports, row.document),
    assetIds,
    missingAssets: await missingAssets(ports.media, userId, id, assetIds),
  }
  return new ApiFailure('version-conflict', { winner })
}
