import { planParts } from '#contract/part-rule.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import { hashPart } from './hash-part.ts'
import type { Ingested, IngestRequest } from './ingest.ts'
import { partsOf } from './parts-of.ts'

/** Copies one file part by part: what is written is what was hashed. */
export async function ingestFile(mediaStore: MediaStore, request: IngestRequest): Promise<Ingested> {
  const { key, file, signal } = request
  const parts = partsOf(file, planParts(file.size))
  const partChecksums: string[] = []
  let doneBytes = 0
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await parts.next()
        if (done) return controller.close()
        partChecksums.push(await hashPart(value))
        doneBytes += value.byteLength
        request.onDoneBytes(doneBytes)
        if (value.byteLength > 0) controller.enqueue(value)
        else controller.close()
      },
    },
    // None ahead of its reader: the next part takes the memory of this one.
    { highWaterMark: 0 },
  )
  const { sizeBytes } = await mediaStore.write(key, source, signal)
  if (signal.aborted) await mediaStore.remove(key)
  signal.throwIfAborted()
  return { sizeBytes, partChecksums }
}
