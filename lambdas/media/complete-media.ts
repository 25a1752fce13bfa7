import type { CompleteReply } from '#contract/media.ts'
import { currentPartRule } from '#contract/part-rule.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { assertNever } from '../errors/assert-never.ts'
import { finishUpload } from './finish-upload.ts'
import type { MediaPorts } from './media-ports.ts'
import type { StoredAsset } from './stored-asset.ts'

const rounds = 5
const assemblingRetryAfterMs = 2_000
const busyRetryAfterMs = 500

/**
 * Finishes an upload; safe to repeat, also after a lost reply.
 *
 * @throws ApiFailure `project-not-found`, `asset-not-found`, `asset-mismatch`, `upload-incomplete`, `checksum-mismatch`
 */
export async function completeMedia(
  ports: MediaPorts,
  userId: string,
  projectId: string,
  assetId: string,
  checksum: string,
): Promise<CompleteReply> {
  for (let round = 0; round < rounds; round += 1) {
    const identity = { partRule: currentPartRule, checksum }
    const view = await ports.ledger.view(userId, { projectId, assetId }, identity)
    const { project, item } = view
    if (project === undefined) throw new ApiFailure('project-not-found')
    if (item === undefined) throw new ApiFailure('asset-not-found')
    if (item.checksum !== checksum) throw new ApiFailure('asset-mismatch')
    if (item.state === 'stored') {
      // Whoever joined while the store assembled may never ask.
      if (view.asset?.state === 'stored') await ports.ledger.settle(view.asset, ports.clock.nowMs())
      return { state: 'stored', mediaRev: project.mediaRev }
    }
    // Only a row of an older rule names other bytes than those that were read with it.
    const asset = item.partRule === currentPartRule ? view.asset : await ports.ledger.get(userId, item)
    if (asset === undefined) throw new ApiFailure('upload-incomplete', { missingParts: [], mismatchedParts: [] })
    const assembled = await assemble(ports, asset)
    if (assembled === 'assembling') return { state: 'assembling', retryAfterMs: assemblingRetryAfterMs }
    // The next round reads what is true now, whoever has settled it.
    await ports.ledger.settle(asset, ports.clock.nowMs())
  }
  throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
}

async function assemble(ports: MediaPorts, asset: StoredAsset): Promise<'whole' | 'assembling'> {
  switch (asset.state) {
    case 'stored':
      return 'whole'
    case 'abandoned':
      // Ended for idleness, or given up by another device: the next presign begins anew.
      throw new ApiFailure('upload-incomplete', { missingParts: [], mismatchedParts: [] })
    case 'uploading':
      break
    default:
      return assertNever(asset)
  }
  const finish = await finishUpload(ports.store, asset)
  switch (finish.kind) {
    case 'whole':
    case 'assembling':
      return finish.kind
    case 'wrong':
      // What was assembled is not the asset: it must never become stored, so the next presign starts under a new key.
      await ports.ledger.abandon(asset, ports.clock.nowMs())
      throw new ApiFailure('checksum-mismatch')
    case 'parts-differ':
      throw new ApiFailure('checksum-mismatch')
    case 'incomplete':
      throw new ApiFailure('upload-incomplete', {
        missingParts: [...finish.missingParts],
        mismatchedParts: [...finish.mismatchedParts],
      })
    default:
      return assertNever(finish)
  }
}
