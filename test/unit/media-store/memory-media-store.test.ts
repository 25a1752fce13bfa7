import { expect, test } from 'vitest'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { describeMediaStore } from './media-store.suite.ts'

describeMediaStore({ name: 'memory', open: async () => new MemoryMediaStore() })

test('[LS2] a full device says StorageFull and keeps what it had', async () => {
  const store = new MemoryMediaStore({ capacityBytes: 3 })
  const signal = new AbortController().signal
  await store.write('a', new Blob(['ab']).stream(), signal)
  await expect(store.write('b', new Blob(['cd']).stream(), signal)).rejects.toBeInstanceOf(StorageFull)
  expect(await store.keys()).toEqual(['a'])
})
