import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { findMediaStore } from '../../../client-lib/media-store/find-media-store.ts'
import { IndexedDbMediaStore } from '../../../client-lib/media-store/indexed-db-media-store.ts'
import type { MediaStore } from '../../../client-lib/media-store/media-store.ts'
import { memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

test.each([
  ['as it is', () => IndexedDbMediaStore.open('never-opened')],
  ['as a page finds it', async () => (await findMediaStore('never-opened-either')).mediaStore],
])(
  '[UP17, UP28, MS5] a file in a store that reads all of it to open it goes up part by part, and is never opened: %s',
  async (_, openStore) => {
    const media: MediaStore = await openStore()
    media.open = () => Promise.reject(new Error('It is larger than any memory.'))
    const device = mediaDevice(createMemoryServer(), { disk: { rows: memoryDisk(), media } })
    await startWithProject(device, 'film')
    const { assetId } = await device.assets.add('film', madeFile('a.mp4', threeParts))
    expect((await device.reaches(assetId, 'stored')).inTheCloud).toBe(true)
    await device.close()
    if (media instanceof IndexedDbMediaStore) media.close()
  },
  60_000,
)
