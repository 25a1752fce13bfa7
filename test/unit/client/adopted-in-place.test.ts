import { expect, test } from 'vitest'
import { signedOutWithFiles } from '../../../client-lib/device-accounts/signed-out-with-files.ts'
import type { AddedAssetRow } from '../../../client-lib/media/asset-row.ts'
import { withFilesInPlace } from '../../../client-lib/media-store/in-place/files-in-place.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { DiskFile, memoryHandleRecords } from '../media/disk-file.ts'
import { madeFile, mediaDevice, startWithProject } from '../media/media-device.ts'

function placedDevice(server = createMemoryServer()) {
  const disk = { rows: memoryDisk(), media: withFilesInPlace(new MemoryMediaStore(), memoryHandleRecords()) }
  return {
    device: mediaDevice(server, { disk }),
    store: new MemoryLocalStore(disk.rows),
    media: disk.media,
  }
}

/** A file in its place that was added while nobody was signed in, and the account that takes it. */
async function adopted({ permission, paused = false }: { permission: PermissionState; paused?: boolean }) {
  const server = createMemoryServer()
  const [nobodys, adas] = [placedDevice(), placedDevice(server)]
  const file = new DiskFile(madeFile('a.mov', 1000))
  await nobodys.device.assets.add('film', file, { assetId: 'a' })
  if (paused) await nobodys.device.assets.pause('a')
  file.permission = permission
  await startWithProject(adas.device, 'film')
  const [row] = nobodys.device.rows() ?? []
  const work = signedOutWithFiles({ store: nobodys.store, mediaStore: nobodys.media })
  const account = { store: adas.store, media: adas.device }
  await work.adoptAsset?.(account, row as AddedAssetRow)
  // Killed before it was noted, it is done once more.
  await work.adoptAsset?.(account, row as AddedAssetRow)
  return { nobodys, adas: adas.device, media: adas.media, file }
}

test('[IP1] what was added by its handle while nobody was signed in stays in its place for the account', async () => {
  const { nobodys, adas, media } = await adopted({ permission: 'granted' })
  expect(await media.keys()).toEqual([expect.stringMatching(/^in-place-/)])
  expect([await nobodys.media.keys(), await nobodys.store.all('assets')]).toEqual([[], []])
  expect((await adas.assets.open('film', 'a'))?.size).toBe(1000)
  await adas.reaches('a', 'stored')
})

test('[IP2, AC1] where the browser wants the user’s word again the account takes it all the same, and goes on once it has it', async () => {
  const { nobodys, adas, file } = await adopted({ permission: 'prompt' })
  expect([await nobodys.media.keys(), await nobodys.store.all('assets')]).toEqual([[], []])
  expect((await adas.reaches('a', 'blocked')).transfer).toMatchObject({ code: 'file-permission-needed' })
  await adas.assets.retry('a')
  await adas.reaches('a', 'stored')
  expect(file.timesAsked).toBe(1)
})

test('[AC1] what its user had paused stays so', async () => {
  const { adas } = await adopted({ permission: 'granted', paused: true })
  expect((await adas.assets.list('film'))[0]?.transfer.phase).toBe('paused')
})
