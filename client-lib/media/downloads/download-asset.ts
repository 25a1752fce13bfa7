import { composeChecksum } from '#contract/compose-checksum.ts'
import type { DownloadReply } from '#contract/media-downloads.ts'
import { partRange, planParts } from '#contract/part-rule.ts'
import { hashPart } from '../../hashing/hash-part.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Random } from '../../runtime/random.ts'
import type { Transport } from '../../transport/transport.ts'
import { AssetDamaged } from './asset-damaged.ts'
import { fetchPart } from './fetch-part.ts'
import type { Waits } from './waits.ts'

export interface DownloadPorts {
  readonly mediaStore: MediaStore
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly waits: Waits
}

export interface Download {
  readonly assetId: string
  readonly mediaKey: string
  readonly first: DownloadReply
  readonly askAgain: () => Promise<DownloadReply>
  readonly signal: AbortSignal
  readonly onDoneBytes: (doneBytes: number) => void
}

/** A second reading tells a fault on the way from a damaged object. */
const readings = 2

/**
 * Streams an asset into the media store part by part, and keeps it only where its checksum is the asset's.
 * @throws AssetDamaged | DownloadRefused | StorageFull | the signal's reason
 */
export async function downloadAsset(ports: DownloadPorts, download: Download): Promise<void> {
  for (let reading = 1; reading <= readings; reading += 1) {
    const checksum = await readInto(ports, download)
    if (checksum === download.first.checksum) return
    await ports.mediaStore.remove(download.mediaKey)
  }
  throw new AssetDamaged(download.assetId)
}

async function readInto(ports: DownloadPorts, { mediaKey, first, askAgain, signal, onDoneBytes }: Download) {
  const plan = planParts(first.sizeBytes)
  const checksums: string[] = []
  let offered = first
  const offer = async ({ renew }: { renew: boolean }) => {
    if (renew) offered = await askAgain()
    return offered
  }
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { start, end } = partRange(plan, first.sizeBytes, checksums.length + 1)
        const part = { start, end, whole: plan.partCount === 1 }
        const bytes = await fetchPart({ ...ports, offer }, part, signal)
        checksums.push(await hashPart(bytes))
        if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes))
        onDoneBytes(end)
        if (checksums.length === plan.partCount) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  await ports.mediaStore.write(mediaKey, source, signal)
  return composeChecksum(checksums)
}
