import { type PartPlan, partRange } from '#contract/part-rule.ts'
import { AssetUnreadable } from './asset-unreadable.ts'

/**
 * A file's parts in order, each in the memory of the one before: it is the caller's until the next is asked for.
 * A new buffer for each part cost half of the time that a copy took, and waited for the collector by the dozen.
 *
 * @throws AssetUnreadable
 */
export async function* partsOf(file: File, plan: PartPlan): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let buffer = new ArrayBuffer(Math.min(plan.partSizeBytes, file.size))
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const { start, end } = partRange(plan, file.size, partNumber)
    // Cut for each part: a browser remembers a picked file's size and time, and looks at them as it opens a slice.
    const part = await bytesOf(file.slice(start, end), buffer).catch((cause: unknown) => {
      throw new AssetUnreadable(file.name, cause)
    })
    if (part.byteLength !== end - start) throw new AssetUnreadable(file.name)
    yield part
    buffer = part.buffer
  }
}

/** @param buffer is detached where the engine fills it; the bytes returned are its memory */
async function bytesOf(blob: Blob, buffer: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const reader = byteReaderOf(blob)
  if (!reader) return new Uint8Array(await blob.arrayBuffer())
  let bytes = new Uint8Array(buffer, 0, 0)
  while (bytes.byteLength < blob.size) {
    const filled = bytes.byteLength
    const wanted = blob.size - filled
    // Chunk by chunk, of 64 KiB, a large file left more garbage than all else here takes. Engines may answer less.
    const { done, value } = await reader.read(new Uint8Array(bytes.buffer, filled, wanted), { min: wanted })
    if (done) return bytes
    bytes = new Uint8Array(value.buffer, 0, filled + value.byteLength)
  }
  return bytes
}

/** Not every engine reads files into memory that it is given. */
function byteReaderOf(blob: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return blob.stream().getReader({ mode: 'byob' })
  } catch {
    return undefined
  }
}
