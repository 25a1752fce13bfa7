import { expect, test } from 'vitest'
import { signedOutWithFiles } from '../../../client-lib/device-accounts/signed-out-with-files.ts'
import type { AddedAssetRow } from '../../../client-lib/media/asset-row.ts'
import { withFilesInPlace } from '../../../client-lib/media-store/in-place/files-in-place.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { DiskFile, memoryHandleRecords } from '../media/disk-file.ts'
import { madeFile, mediaDevice } from '../media/media-device.ts'

function placedDevice() {
  const disk = { rows: memoryDisk(), media: withFilesInPlace(new MemoryMediaStore(), memoryHandleRecords()) }
  return {
    device: mediaDevice(createMemoryServer(), { disk }),
    store: new MemoryLocalStore(disk.rows),
    media: disk.media,
  }
}

test('[IP1] what was added by its handle while nobody was signed in stays in its place for the account', async () => {
  const [nobodys, adas] = [placedDevice(), placedDevice()]
  await nobodys.device.assets.add('film', new DiskFile(madeFile('a.mov', 1000)), { assetId: 'a' })
  const [row] = nobodys.device.rows() ?? []
  const work = signedOutWithFiles({ store: nobodys.store, mediaStore: nobodys.media })
  await work.adoptAsset?.({ store: adas.store, assets: adas.device.assets }, row as AddedAssetRow)
  expect(await adas.media.keys()).toEqual([expect.stringMatching(/^in-place-/)])
  expect(await nobodys.media.keys()).toEqual([])
  expect((await adas.device.assets.open('film', 'a'))?.size).toBe(1000)
})
