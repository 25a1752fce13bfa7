import { finishUpload } from '../media/finish-upload.ts'
import type { StoredAsset } from '../media/stored-asset.ts'
import type { HeldAsset } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

const dayMs = 24 * 60 * 60 * 1000

type Ports = Pick<HousekeepingPorts, 'ledger' | 'store' | 'assets' | 'clock' | 'retention' | 'meter'>

/**
 * Ends uploads that no device goes on with: finishes those whose bytes the store has whole, gives the others up, and
 * forgets those given up that nobody waits for. Who still waits for what is stored is told.
 */
export async function endIdleUploads(ports: Ports, held: readonly HeldAsset[]): Promise<void> {
  for (const one of held) {
    const { asset } = one
    if (asset.state === 'abandoned' && asset.waiting.length === 0) await ports.assets.dropAbandoned(one)
    // Who joined as it ended, or was to be told when a function died.
    if (asset.state === 'stored' && asset.waiting.length > 0) await ports.ledger.settle(asset, ports.clock.nowMs())
    if (asset.state === 'uploading' && (await isIdle(ports, one))) await endUpload(ports, asset)
  }
}

/** As `complete` would, had a device come back for it: the file may be on none any more. */
async function endUpload({ ledger, store, clock, meter }: Ports, seen: StoredAsset): Promise<void> {
  const asset = await ledger.get(seen.userId, seen)
  // It may have gone with its project since it was read, or be another's by now.
  if (asset?.state !== 'uploading' || asset.session.uploadId !== seen.session.uploadId) return
  const { kind } = await finishUpload(store, asset)
  // The next run finds what has become of it.
  if (kind === 'assembling') return
  if (kind === 'whole') {
    await ledger.settle(asset, clock.nowMs())
    meter.add('UploadsFinished', 1)
    return
  }
  await ledger.abandon(asset, clock.nowMs())
  meter.add('UploadsEnded', 1)
}

/**
 * The store is asked only of what its row has not heard of for so long: parts go past the functions. One that tells no
 * times is not taken at its word; the bucket's own rule ends its uploads.
 */
async function isIdle(
  { store, clock, retention }: Pick<Ports, 'store' | 'clock' | 'retention'>,
  { asset, updatedAtMs }: HeldAsset,
): Promise<boolean> {
  const idleSinceMs = clock.nowMs() - retention.idleUploadDays * dayMs
  if (updatedAtMs > idleSinceMs) return false
  const listing = await store.listParts(asset.session)
  return (
    listing.kind === 'gone' ||
    listing.parts.every(({ uploadedAtMs }) => uploadedAtMs !== undefined && uploadedAtMs <= idleSinceMs)
  )
}
