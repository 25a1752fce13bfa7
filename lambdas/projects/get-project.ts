import * as limits from '#contract/limits.ts'
import type { ProjectAsset, ProjectReply } from '#contract/projects.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { MediaItem } from '../media/media-item.ts'
import type { MediaTable } from '../media/media-table.ts'
import type { ConditionalRead } from './conditional-read.ts'
import { readAssetIds } from './keep-asset-ids.ts'
import { answerDocument } from './keep-document.ts'
import { isKnown } from './known-etag.ts'
import type { MeteredProjectPorts } from './project-ports.ts'

/**
 * One project with its document and the state of each asset it lists. One read where the caller's copy is current, else
 * two, and a third for a list too long for the row.
 *
 * @param knownEtags the caller's `If-None-Match`
 * @throws ApiFailure `project-not-found`, `project-deleted`
 */
export async function getProject(
  ports: MeteredProjectPorts,
  userId: string,
  id: string,
  knownEtags: string | undefined,
): Promise<ConditionalRead<ProjectReply>> {
  const row = await ports.projects.get(userId, id)
  if (row === undefined) throw new ApiFailure('project-not-found')
  const { version, mediaRev, deletedAtMs } = row
  if (deletedAtMs !== undefined) throw new ApiFailure('project-deleted', { version, deletedAtMs })
  const etag = `"${version}.${mediaRev}"`
  if (isKnown(knownEtags, etag)) return { kind: 'unchanged', etag }
  const { name, createdAtMs, updatedAtMs, savedAtMs, deviceName } = row
  const assetIds = [...(await readAssetIds(ports, row.assetIds))]
  const body = {
    ...{ id, name, version, mediaRev, createdAtMs, updatedAtMs, savedAtMs },
    ...(deviceName === undefined ? {} : { deviceName }),
    document: await answerDocument(ports, row.document),
    assetIds,
    assets: await describeAssets(ports.media, userId, id, assetIds),
  }
  return { kind: 'found', etag, body }
}

async function describeAssets(
  media: MediaTable,
  userId: string,
  id: string,
  assetIds: readonly string[],
): Promise<ProjectAsset[]> {
  if (assetIds.length === 0) return []
  const items = new Map<string, MediaItem>()
  for (const item of await media.list(userId, id)) items.set(item.assetId, item)
  // A gateway's reply holds 6 MB.
  const describe = assetIds.length > limits.describedAssets ? stateOf : assetOf
  return assetIds.map((assetId) => describe(assetId, items.get(assetId)))
}

function stateOf(assetId: string, item: MediaItem | undefined): ProjectAsset {
  return { assetId, state: item?.state ?? 'missing' }
}

function assetOf(assetId: string, item: MediaItem | undefined): ProjectAsset {
  if (item === undefined) return stateOf(assetId, item)
  const { state, fileName, mime, sizeBytes, checksum } = item
  return { assetId, state, fileName, mime, sizeBytes, checksum }
}
