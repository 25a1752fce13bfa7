import { composeChecksum } from '#contract/compose-checksum.ts'
import type { DownloadReply } from '#contract/media-downloads.ts'
import { partRange, planParts } from '#contract/part-rule.ts'
import { hashPart } from '../../hashing/hash-part.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import { pieceKey } from '../../media-store/piece-key.ts'
import type { Slots } from '../../queue/create-slots.ts'
import { AssetDamaged } from './asset-damaged.ts'
import { eachAtOnce } from './each-at-once.ts'
import { type FetchPorts, fetchPart } from './fetch-part.ts'

export interface DownloadPorts extends Omit<FetchPorts, 'offer'> {
  readonly mediaStore: MediaStore
}

export interface Download extends Pick<FetchPorts, 'offer'> {
  readonly assetId: string
  readonly mediaKey: string
  readonly file: Pick<DownloadReply, 'sizeBytes' | 'checksum'>
  /** Shared by all downloads of a tab. */
  readonly slots: Slots
  readonly signal: AbortSignal
  readonly onDoneBytes: (doneBytes: number) => void
}

/** What one download may have in memory, where its parts are not larger. */
const bytesAtOnce = 32 * 1024 * 1024

/**
 * Brings an asset into the media store part by part, several at once, each kept as it comes: whoever is cut short
 * goes on with what is not here. The checksum of the whole, composed of those of the parts, says whether it is the asset.
 *
 * @throws AssetDamaged nothing of it is kept
 * @throws DownloadRefused | StorageFull | the signal's reason; what came is kept
 */
export async function downloadAsset(ports: DownloadPorts, download: Download): Promise<void> {
  const { mediaKey, file, slots, onDoneBytes } = download
  const plan = planParts(file.sizeBytes)
  const { partCount } = plan
  const checksums: string[] = []
  let doneBytes = 0
  const keyOf = (number: number) => (partCount === 1 ? mediaKey : pieceKey(mediaKey, number))
  const fetched = async (number: number, signal: AbortSignal) => {
    const part = { ...partRange(plan, file.sizeBytes, number), whole: partCount === 1 }
    const bytes = await fetchPart({ ...ports, offer: download.offer }, part, signal)
    const checksum = await hashPart(bytes)
    // Read a second time and the same: it is here already.
    if (checksum !== checksums[number - 1]) await ports.mediaStore.write(keyOf(number), streamOf(bytes), signal)
    return checksum
  }
  const limit = Math.max(1, Math.floor(bytesAtOnce / plan.partSizeBytes))
  await eachAtOnce({ count: partCount, limit, signal: download.signal }, (number, signal) =>
    slots.use(async () => {
      signal.throwIfAborted()
      const { start, end } = partRange(plan, file.sizeBytes, number)
      const kept = await keptChecksum(ports.mediaStore, keyOf(number), end - start)
      checksums[number - 1] = kept ?? (await fetched(number, signal))
      doneBytes += end - start
      onDoneBytes(doneBytes)
    }),
  )
  if ((await composeChecksum(checksums)) === file.checksum) return
  // Nobody says which part is wrong: each is read once more, and the second reading counts.
  for (let number = 1; number <= partCount; number += 1) {
    const again = await slots.use(() => fetched(number, download.signal))
    if (again === checksums[number - 1]) continue
    checksums[number - 1] = again
    if ((await composeChecksum(checksums)) === file.checksum) return
  }
  await ports.mediaStore.remove(mediaKey)
  throw new AssetDamaged(download.assetId)
}

/** Of a part that came before; undefined where it did not, or not whole. */
async function keptChecksum(mediaStore: MediaStore, key: string, sizeBytes: number): Promise<string | undefined> {
  const kept = await mediaStore.open(key)
  return kept?.size === sizeBytes ? hashPart(await kept.arrayBuffer()) : undefined
}

function streamOf(bytes: ArrayBuffer): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes))
      controller.close()
    },
  })
}
