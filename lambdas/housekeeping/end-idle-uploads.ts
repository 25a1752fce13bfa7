import type { HeldAsset } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

const dayMs = 24 * 60 * 60 * 1000

type Ports = Pick<HousekeepingPorts, 'ledger' | 'store' | 'assets' | 'clock' | 'retention' | 'meter'>

/** Gives up uploads that no device goes on with, and forgets those given up that nobody waits for. */
export async function endIdleUploads(ports: Ports, held: readonly HeldAsset[]): Promise<void> {
  for (const one of held) {
    const { asset } = one
    if (asset.state === 'abandoned' && asset.waiting.length === 0) await ports.assets.dropAbandoned(one)
    if (asset.state === 'uploading' && (await isIdle(ports, one))) {
      await ports.ledger.abandon(asset, ports.clock.nowMs())
      ports.meter.add('UploadsEnded', 1)
    }
  }
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
