import type { PresignBody } from '#contract/media-requests.ts'
import type { Meter } from '../metrics/meter.ts'
import type { CopyOutcome, ListedPart } from '../storage/asset-store.ts'
import { type CopyWindow, nothingCopied } from './copy-window.ts'
import { findBase } from './find-base.ts'
import type { MediaPorts } from './media-ports.ts'
import type { StoredAsset } from './stored-asset.ts'
import { takeFirstBytes } from './take-first-bytes.ts'
import { rangeOf, type UploadWindow } from './upload-window.ts'

/** 32 parts of the smallest size, and at least one of any. */
const bytesARequest = 256 * 1024 * 1024
const copiesAtOnce = 8
/** Well inside the 30 s after which API Gateway gives up on a reply. */
const longestMs = 15_000

type Ports = MediaPorts & { readonly meter: Meter }
type Parts = PresignBody['parts']

/** Copies what the named base has of a window. A part counts as copied once the store has vouched for its bytes. */
export async function copyFromBase(
  ports: Ports,
  userId: string,
  projectId: string,
  window: UploadWindow,
): Promise<CopyWindow> {
  const { body, plan, listed, lacking } = window
  if (body.baseAssetId === undefined || plan.partCount === 1 || lacking.length === 0) return nothingCopied
  // Such parts are copies that this store does not vouch for: it will not for others.
  if (listed.some(({ checksum }) => checksum === undefined)) return nothingCopied
  const base = await findBase(ports, userId, { projectId, assetId: body.baseAssetId }, plan)
  if (base === undefined) return nothingCopied
  const equal = await equalParts(ports, lacking, base)
  const { taken, left } = takeFirstBytes(
    equal,
    ({ partNumber }) => rangeOf(window, partNumber).sizeBytes,
    bytesARequest,
  )
  const copied = await copyParts(ports, window, base, taken)
  if (copied.length === 0) return nothingCopied
  for (const { sizeBytes } of copied) ports.meter.add('BytesCopied', sizeBytes)
  return { copied, laterParts: left.map(({ partNumber }) => partNumber) }
}

/** The parts that the store itself says are the base's, byte for byte. */
async function equalParts({ store }: Ports, lacking: Parts, base: StoredAsset): Promise<Parts> {
  const numbers = lacking.map(({ partNumber }) => partNumber)
  const has = await store.partChecksums(base.session.storageKey, Math.min(...numbers), Math.max(...numbers))
  return lacking.filter(({ partNumber, checksum }) => has.get(partNumber) === checksum)
}

async function copyParts({ store }: Ports, window: UploadWindow, base: StoredAsset, parts: Parts) {
  const signal = AbortSignal.timeout(longestMs)
  const copied: ListedPart[] = []
  // The first goes alone: a store that does not vouch for it will not for the others.
  for (let at = 0, size = 1; at < parts.length; at += size, size = copiesAtOnce) {
    const batch = parts.slice(at, at + size)
    const vouched = await Promise.all(
      batch.map(async ({ partNumber, checksum }) => {
        const { start, end } = rangeOf(window, partNumber)
        const from = { storageKey: base.session.storageKey, start, end }
        return vouchedPart(checksum, await store.copyPart(window.session, partNumber, from, signal))
      }),
    )
    copied.push(...vouched.flat())
    if (vouched.some((part) => part.length === 0)) break
  }
  return copied
}

/** One part or none. */
function vouchedPart(checksum: string, outcome: CopyOutcome): ListedPart[] {
  return outcome.kind === 'copied' && outcome.part.checksum === checksum ? [outcome.part] : []
}
