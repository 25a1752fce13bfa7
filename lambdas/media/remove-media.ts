import type { RemoveMediaReply } from '#contract/media-removal.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { MediaItem } from './media-item.ts'
import type { MediaPorts } from './media-ports.ts'
import type { Waiter } from './stored-asset.ts'

/** Other devices may write the same rows; each round reads what is true now. */
const rounds = 5
const busyRetryAfterMs = 500

/**
 * Cancels an upload, or detaches a stored asset: that is left to housekeeping, which takes nothing away that the
 * project or a kept version lists.
 *
 * @throws ApiFailure `project-not-found`, `asset-not-found` also where it was cancelled before, `unavailable`
 */
export async function removeMedia(
  ports: MediaPorts,
  userId: string,
  projectId: string,
  assetId: string,
): Promise<RemoveMediaReply> {
  const waiter = { projectId, assetId }
  for (let round = 0; round < rounds; round += 1) {
    const { project, item } = await ports.ledger.view(userId, waiter)
    if (project === undefined) throw new ApiFailure('project-not-found')
    if (item === undefined) throw new ApiFailure('asset-not-found')
    if (item.state === 'uploading') {
      if (await cancel(ports, userId, waiter, item)) return { state: 'cancelled' }
    } else if (await ports.ledger.detach(userId, waiter, ports.clock.nowMs())) return { state: 'detached' }
  }
  throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
}

async function cancel({ ledger, store, clock }: MediaPorts, userId: string, waiter: Waiter, item: MediaItem) {
  const asset = await ledger.get(userId, item)
  const outcome = await ledger.cancel(userId, waiter, { item, asset }, clock.nowMs())
  if (outcome.kind === 'overtaken') return false
  const { storageKey = '', uploadId } = outcome.garbage ?? {}
  // Its parts may go now. Where they do not, the garbage that names them sees to it.
  if (uploadId !== undefined) await store.abortUpload({ storageKey, uploadId }).catch(() => undefined)
  return true
}
