import { expect, test, vi } from 'vitest'
import { removeLeftovers } from '../../../client-lib/media/adding/remove-leftovers.ts'
import { AssetBook } from '../../../client-lib/media/asset-book.ts'
import type { CloudAssetRow } from '../../../client-lib/media/asset-row.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { putOnDevice } from '../../../client-lib/storage/put-on-device.ts'
import { bookPorts } from './book-ports.ts'
import { MemoryLocks } from './memory-locks.ts'

const signal = new AbortController().signal
const ports = { locks: new MemoryLocks(), uses: { forgetAllBut: async () => undefined } }
const clip = (at: number, mediaKey: string): CloudAssetRow => ({
  ...{ schemaVersion: 1, origin: 'cloud', projectId: 'film', assetId: `clip-${at}`, state: 'stored', mediaKey },
  ...{ fileName: 'a', mime: 'video/mp4', sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1 },
})

class CountingBook extends AssetBook {
  looks = 0

  override rows() {
    this.looks += 1
    return super.rows()
  }
}

test('[CB4] to find what no row names the rows are gone through once, however many files there are', async () => {
  const store = new MemoryLocalStore()
  const mediaStore = new MemoryMediaStore()
  const book = new CountingBook(bookPorts(store))
  for (let at = 0; at < 100; at += 1) {
    const mediaKey = `kept-${at}`
    await mediaStore.write(mediaKey, new Blob(['a']).stream(), signal)
    await book.change('film', `clip-${at}`, () => clip(at, mediaKey))
  }
  await removeLeftovers({ ...ports, book, store, mediaStore }, signal)
  expect(book.looks).toBe(1)
  expect(await mediaStore.keys()).toHaveLength(100)
})

test.each(['gone', 'made anew'])(
  '[LS10] where the rows were cleared under the page, no file of theirs is a leftover (database %s)',
  async (now) => {
    const disk = memoryDisk()
    const store = new MemoryLocalStore(disk)
    const named = (id: string) =>
      store.transact([], () => ({ changes: [putOnDevice({ kind: 'born', id })], result: undefined }))
    const mediaStore = new MemoryMediaStore()
    const book = new AssetBook(bookPorts(store, { bornKnown: () => 'first' }))
    await named('first')
    await mediaStore.write('kept', new Blob(['a']).stream(), signal)
    await mediaStore.write('left', new Blob(['b']).stream(), signal)
    await book.change('film', 'clip-1', () => clip(1, 'kept'))
    await book.reload()
    disk.tables.clear()
    if (now === 'made anew') await named('second')
    await removeLeftovers({ ...ports, book, store, mediaStore }, signal)
    await vi.waitFor(async () => expect(await mediaStore.keys()).toEqual(['kept']))
    await book.reload()
    expect(book.rows()).toEqual([clip(1, 'kept')])
    await named('first')
    await book.reload()
    expect(book.rows()).toEqual([])
  },
)
