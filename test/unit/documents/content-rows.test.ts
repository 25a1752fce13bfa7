import { expect, test } from 'vitest'
import type { Content } from '../../../client-lib/documents/content.ts'
import { keepContent, readContent } from '../../../client-lib/documents/content-rows.ts'
import { hashPart } from '../../../client-lib/hashing/hash-part.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'

/** A document packed into so many pieces, as another browser's gzip may pack the same one. */
async function packedInto(pieceCount: number): Promise<Content> {
  const pieces = Array.from({ length: pieceCount }, (_, index) => Uint8Array.of(pieceCount, index).buffer)
  const document = {
    kind: 'pieces',
    encoding: 'identity',
    pieceCount,
    sizeBytes: 2 * pieceCount,
    checksum: await hashPart(await new Blob(pieces).arrayBuffer()),
  } as const
  return { row: { schemaVersion: 1, name: 'film', assetIds: [], document }, pieces }
}

test('[LS4] a document that is kept again, packed into fewer pieces, is whole', async () => {
  const store = new MemoryLocalStore(memoryDisk())
  for (const content of [await packedInto(3), await packedInto(2)]) {
    await store.transact([], () => ({ changes: keepContent('film', 'hash', content), result: undefined }))
    expect(await readContent(store, 'film', 'hash')).toEqual(content)
  }
})

test('[SN11] a document with a piece that is missing, cut or changed is not read as whole', async () => {
  const content = await packedInto(3)
  const [first, ...rest] = content.pieces as [ArrayBuffer, ...ArrayBuffer[]]
  const changed = Uint8Array.of(9, 9).buffer
  for (const pieces of [rest, [first.slice(1), ...rest], [changed, ...rest], [...rest, first]]) {
    const store = new MemoryLocalStore(memoryDisk())
    const changes = keepContent('film', 'hash', { ...content, pieces })
    await store.transact([], () => ({ changes, result: undefined }))
    expect(await readContent(store, 'film', 'hash')).toBeUndefined()
  }
})
