import type { ProjectAsset, ProjectReply } from '#contract/projects.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { MediaItem } from '../media/media-item.ts'
import type { MediaTable } from '../media/media-table.ts'
import type { ConditionalRead } from './conditional-read.ts'
import { inlineDocument } from './document-bytes.ts'
import { isKnown } from './known-etag.ts'
import type { ProjectStore } from './project-store.ts'

/**
 * One project with its document and the state of each asset it lists; one read where the caller's copy is current, else two.
 *
 * @param knownEtags the caller's `If-None-Match`
 * @throws ApiFailure `project-not-found`, `project-deleted`
 */
export async function getProject(
  ports: { readonly projects: ProjectStore; readonly media: MediaTable },
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
  const media = new Map<string, MediaItem>()
  if (row.assetIds.length > 0) for (const item of await ports.media.list(userId, id)) media.set(item.assetId, item)
  const { name, createdAtMs, updatedAtMs, deviceName } = row
  const body = {
    ...{ id, name, version, mediaRev, createdAtMs, updatedAtMs },
    ...(deviceName === undefined ? {} : { deviceName }),
    document: inlineDocument(row.document),
    assetIds: [...row.assetIds],
    assets: row.assetIds.map((assetId) => assetOf(assetId, media.get(assetId))),
  }
  return { kind: 'found', etag, body }
}

function assetOf(assetId: string, item: MediaItem | undefined): ProjectAsset {
  if (item === undefined) return { assetId, state: 'missing' }
  const { state, fileName, mime, sizeBytes, checksum } = item
  return { assetId, state, fileName, mime, sizeBytes, checksum }
}
