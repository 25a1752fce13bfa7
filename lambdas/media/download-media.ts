import * as limits from '#contract/limits.ts'
import type { DownloadReply } from '#contract/media-downloads.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import type { MediaPorts } from './media-ports.ts'

/**
 * A signed address of one stored asset.
 *
 * @throws ApiFailure `project-not-found`, `asset-not-found`, `upload-incomplete`
 */
export async function downloadMedia(
  ports: MediaPorts & { readonly meter: Meter },
  userId: string,
  projectId: string,
  assetId: string,
): Promise<DownloadReply> {
  const { project, item } = await ports.ledger.view(userId, { projectId, assetId })
  if (project === undefined) throw new ApiFailure('project-not-found')
  if (item === undefined) throw new ApiFailure('asset-not-found')
  const asset = item.state === 'stored' ? await ports.ledger.get(userId, item) : undefined
  if (asset?.state !== 'stored') {
    throw new ApiFailure('upload-incomplete', { missingParts: [], mismatchedParts: [] })
  }
  const { fileName, mime, sizeBytes, checksum, partRule } = item
  const expiresAtMs = ports.clock.nowMs() + limits.urlLifeSeconds * 1000
  const { url } = await ports.signer.signDownload({ storageKey: asset.session.storageKey, fileName, mime })
  ports.meter.add('DownloadBytesPresigned', sizeBytes)
  return { url, expiresAtMs, fileName, mime, sizeBytes, checksum, partRule }
}
