import { expect, test } from 'vitest'
import { removeLeftovers } from '../../../client-lib/media/adding/remove-leftovers.ts'
import { AssetBook } from '../../../client-lib/media/asset-book.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { MemoryLocks } from './memory-locks.ts'

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
  const book = new CountingBook(store, () => undefined)
  const signal = new AbortController().signal
  for (let at = 0; at < 100; at += 1) {
    const mediaKey = `kept-${at}`
    await mediaStore.write(mediaKey, new Blob(['a']).stream(), signal)
    await book.change('film', `clip-${at}`, () => ({
      ...{ schemaVersion: 1, origin: 'cloud', projectId: 'film', assetId: `clip-${at}`, state: 'stored', mediaKey },
      ...{ fileName: 'a', mime: 'video/mp4', sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1 },
    }))
  }
  await removeLeftovers({ book, store, mediaStore, locks: new MemoryLocks() }, signal)
  expect(book.looks).toBe(1)
  expect(await mediaStore.keys()).toHaveLength(100)
})
