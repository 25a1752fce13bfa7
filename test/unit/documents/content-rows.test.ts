import { expect, test } from 'vitest'
import type { Content } from '../../../client-lib/documents/content.ts'
import { keepContent, readContent } from '../../../client-lib/documents/content-rows.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'

/** A document packed into so many pieces, as another browser's gzip may pack the same one. */
function packedInto(pieceCount: number): Content {
  const pieces = Array.from({ length: pieceCount }, (_, index) => Uint8Array.of(pieceCount, index).buffer)
  const document = {
    kind: 'pieces',
    encoding: 'identity',
    pieceCount,
    sizeBytes: 2 * pieceCount,
    checksum: 'c',
  } as const
  return { row: { schemaVersion: 1, name: 'film', assetIds: [], document }, pieces }
}

test('[LS4] a document that is kept again, packed into fewer pieces, is whole', async () => {
  const store = new MemoryLocalStore(memoryDisk())
  for (const content of [packedInto(3), packedInto(2)]) {
    await store.transact([], () => ({ changes: keepContent('film', 'hash', content), result: undefined }))
    expect(await readContent(store, 'film', 'hash')).toEqual(content)
  }
})
