import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { IndexedDbMediaStore } from '../../../client-lib/media-store/indexed-db-media-store.ts'
import { memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

test('[UP17, UP28] a file in a store that reads all of it to open it goes up part by part, and is never opened', async () => {
  const media = await IndexedDbMediaStore.open('never-opened')
  media.open = () => Promise.reject(new Error('It is larger than any memory.'))
  const device = mediaDevice(createMemoryServer(), { disk: { rows: memoryDisk(), media } })
  await startWithProject(device, 'film')
  const { assetId } = await device.assets.add('film', madeFile('a.mp4', threeParts))
  expect((await device.reaches(assetId, 'stored')).inTheCloud).toBe(true)
  await device.close()
  media.close()
}, 60_000)
