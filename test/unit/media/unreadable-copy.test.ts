import { expect, test } from 'vitest'
import { FilePermissionNeeded } from '../../../client-lib/media-store/in-place/file-permission-needed.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { madeFile } from './media-device.ts'
import { letThrough, projectId, started } from './started-uploads.ts'

const failures: [string, Error][] = [
  ['by the browser’s word', new FilePermissionNeeded('a.mov')],
  ['as its drive was unplugged', new DOMException('It could not be read.', 'NotReadableError')],
  ['as the storage does not answer', new StorageUnavailable()],
]

test.each(failures)('[PL1, IP3] what the device does not give now, %s, plays from the cloud', async (_, failure) => {
  const { device } = await started()
  const { assetId } = await device.assets.add(projectId, madeFile('a.mov', 1000))
  await device.reaches(assetId, 'stored')
  device.disk.media.open = () => Promise.reject(failure)
  expect(await device.assets.url(projectId, assetId)).toMatchObject({ from: 'cloud' })
})

test.each(failures)('[PL1] what only this device has, and does not give now, %s, is told so', async (_, failure) => {
  const { server, device } = await started()
  letThrough(server, 0)
  const { assetId } = await device.assets.add(projectId, madeFile('a.mov', 1000))
  device.disk.media.open = () => Promise.reject(failure)
  await expect(device.assets.url(projectId, assetId)).rejects.toBe(failure)
})
