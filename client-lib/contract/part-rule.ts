import * as limits from './limits.ts'

const MiB = 1024 * 1024
const smallestPartBytes = 8 * MiB
/** S3 takes at most this many parts an upload. */
export const maxParts = 10_000

/** The rule in force. It is stored with every session: a file's checksum depends on where its parts are cut. */
export const currentPartRule = 1

export interface PartPlan {
  readonly partRule: number
  readonly partSizeBytes: number
  readonly partCount: number
}

/**
 * Where a file is cut into parts. A pure function of the size, equal on client and server.
 * Rule 1: parts of `max(8 MiB, size / 10,000 rounded up to a whole MiB)`, consecutive from part 1; an empty file is one empty part.
 *
 * @param sizeBytes whole bytes, 0 to 5 TiB
 * @throws RangeError when the size is outside that range
 * @example planParts(20 * 1024 * 1024) // { partRule: 1, partSizeBytes: 8388608, partCount: 3 }
 */
export function planParts(sizeBytes: number): PartPlan {
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0 || sizeBytes > limits.fileBytes) {
    throw new RangeError(`A file size must be 0 to ${limits.fileBytes} whole bytes, not ${sizeBytes}.`)
  }
  const evenShare = Math.ceil(sizeBytes / maxParts / MiB) * MiB
  const partSizeBytes = Math.max(smallestPartBytes, evenShare)
  return { partRule: currentPartRule, partSizeBytes, partCount: Math.max(1, Math.ceil(sizeBytes / partSizeBytes)) }
}

/** The bytes `[start, end)` of one part; parts count from 1. */
export function partRange(plan: PartPlan, sizeBytes: number, partNumber: number): { start: number; end: number } {
  const start = (partNumber - 1) * plan.partSizeBytes
  return { start, end: Math.min(sizeBytes, start + plan.partSizeBytes) }
}
