import { planParts } from '#contract/part-rule.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import { hashPart } from './hash-part.ts'
import type { Ingested, IngestRequest } from './ingest.ts'
import { partsOf } from './parts-of.ts'

/** Hashes one file part by part, and keeps it where it has a key: what is written is what was hashed. */
export async function ingestFile(mediaStore: MediaStore, request: IngestRequest): Promise<Ingested> {
  const { key, file, signal } = request
  const partChecksums: string[] = []
  const parts = hashedParts(request, partChecksums)
  if (key === undefined) for await (const _ of parts) signal.throwIfAborted()
  else await mediaStore.write(key, streamOf(parts), signal)
  if (signal.aborted && key !== undefined) await mediaStore.remove(key)
  signal.throwIfAborted()
  return { sizeBytes: file.size, partChecksums }
}

async function* hashedParts({ file, onDoneBytes }: IngestRequest, partChecksums: string[]) {
  let doneBytes = 0
  for await (const part of partsOf(file, planParts(file.size))) {
    // Another thread hashes a part while this one writes it.
    const hashing = hashPart(part)
    if (part.byteLength > 0) yield part
    partChecksums.push(await hashing)
    doneBytes += part.byteLength
    onDoneBytes(doneBytes)
  }
}

/** None ahead of its reader: the next part takes the memory of this one. */
function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}
