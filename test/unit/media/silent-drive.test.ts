import { afterEach, expect, test, vi } from 'vitest'
import { withFilesInPlace } from '../../../client-lib/media-store/in-place/files-in-place.ts'
import { isInPlace } from '../../../client-lib/media-store/in-place/in-place-key.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turnsPass } from '../client/turns-of-the-loop.ts'
import { DiskFile, memoryHandleRecords } from './disk-file.ts'
import { createProject, madeFile, mediaDevice, newDisk, startWithProject } from './media-device.ts'

const projectId = 'film'
const waiting = madeFile('c.mov', 10, 3)

/** A page that is opened again, where two files that are in the cloud stay on a drive that answers no more. */
async function reopened() {
  const { rows, media } = newDisk()
  const disk = { rows, media: withFilesInPlace(media, memoryHandleRecords()) }
  const server = createMemoryServer()
  const before = mediaDevice(server, { disk })
  await startWithProject(before, projectId)
  for (const [seed, assetId] of ['a', 'b'].entries()) {
    const file = new DiskFile(madeFile(`${assetId}.mov`, 1000, seed + 1))
    await before.assets.add(projectId, file, { assetId })
    await before.reaches(assetId, 'stored')
    file.getFile = () => new Promise(() => undefined)
  }
  await before.assets.add('later', waiting, { assetId: 'c' })
  await before.close()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const device = mediaDevice(server, { disk })
  await createProject(device, 'later')
  return device
}

/** What becomes of it, without an unhandled rejection until then. */
async function afterTwentySeconds<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => undefined)
  await turnsPass()
  await vi.advanceTimersByTimeAsync(20_000)
  return asked
}

afterEach(() => {
  vi.useRealTimers()
})

test('[IP3] a drive that does not answer keeps a start from other files for 20 seconds, however many are on it', async () => {
  const device = await reopened()
  await afterTwentySeconds(device.start())
  device.projectReached('later')
  await device.reaches('c', 'stored')
})

test('[IP3] what it does not give plays from the cloud, and is not taken for gone', async () => {
  const device = await reopened()
  expect(await afterTwentySeconds(device.assets.url(projectId, 'a'))).toMatchObject({ from: 'cloud' })
  const opened = afterTwentySeconds(device.assets.open(projectId, 'a'))
  await expect(opened).rejects.toThrow('“a.mov” cannot be read now: the drive that it is on does not answer.')
  expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: true, inTheCloud: true })
})

test('[IP3, LS11] a file without its bytes that is added again meanwhile is not said to be without them', async () => {
  const device = await reopened()
  const { media } = device.disk
  for (const key of await media.keys()) if (!isInPlace(key)) await media.remove(key)
  const begun = device.start()
  await turnsPass()
  await device.assets.add('later', waiting, { assetId: 'c' })
  await afterTwentySeconds(begun)
  expect((await device.assets.list('later'))[0]).toMatchObject({ onThisDevice: true })
})
