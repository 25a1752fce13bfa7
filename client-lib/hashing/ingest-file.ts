import { type PartPlan, partRange, planParts } from '#contract/part-rule.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import { AssetUnreadable } from './asset-unreadable.ts'
import { hashPart } from './hash-part.ts'
import type { Ingested, IngestRequest } from './ingest.ts'

/** Copies one file part by part: while a part is written it is hashed, so no more than two are in memory. */
export async function ingestFile(mediaStore: MediaStore, request: IngestRequest): Promise<Ingested> {
  const { key, file, signal } = request
  const plan = planParts(file.size)
  const hashes: Promise<string>[] = []
  const source = partsOf(file, plan, (bytes, doneBytes) => {
    const hash = hashPart(bytes)
    // Awaited below; a failure before that must not count as unhandled.
    hash.catch(() => {})
    hashes.push(hash)
    request.onDoneBytes(doneBytes)
  })
  const { sizeBytes } = await mediaStore.write(key, source, signal)
  const partChecksums = await Promise.all(hashes)
  if (signal.aborted) await mediaStore.remove(key)
  signal.throwIfAborted()
  return { sizeBytes, partChecksums }
}

function partsOf(
  file: File,
  plan: PartPlan,
  onPart: (bytes: ArrayBuffer, doneBytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let partNumber = 0
  return new ReadableStream(
    {
      async pull(controller) {
        partNumber += 1
        const { start, end } = partRange(plan, file.size, partNumber)
        const bytes = await readRange(file, start, end)
        onPart(bytes, end)
        if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes))
        if (partNumber === plan.partCount) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** A browser remembers a picked file's size and time, and refuses to read it once the disk has another. */
async function readRange(file: File, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = await file
    .slice(start, end)
    .arrayBuffer()
    .catch((cause: unknown) => {
      throw new AssetUnreadable(file.name, cause)
    })
  if (bytes.byteLength !== end - start) throw new AssetUnreadable(file.name)
  return bytes
}
