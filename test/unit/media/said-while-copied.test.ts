import { describe, expect, test } from 'vitest'
import { withFilesInPlace } from '../../../client-lib/media-store/in-place/files-in-place.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turnsPass } from '../client/turns-of-the-loop.ts'
import { DiskFile, memoryHandleRecords } from './disk-file.ts'
import { madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'
import { letThrough, phaseOf, projectId, started, until } from './started-uploads.ts'

const assetId = 'a'

/** A file that is just being copied, as the list shows it. */
async function copying() {
  const { server, device } = await started()
  const added = device.assets.add(projectId, madeFile('a.mp4', threeParts), { assetId })
  added.catch(() => undefined)
  await device.reaches(assetId, 'preparing')
  expect(device.rows()).toEqual([])
  return { server, device, added }
}

/** A file that is added by its handle, which the browser has not given yet. */
async function askingForFile() {
  const { rows, media } = newDisk()
  const disk = { rows, media: withFilesInPlace(media, memoryHandleRecords()) }
  const device = mediaDevice(createMemoryServer(), { disk })
  await startWithProject(device, projectId)
  const given = Promise.withResolvers<File>()
  const handle = Object.assign(new DiskFile(madeFile('a.mp4', 1000)), { getFile: () => given.promise })
  const added = device.assets.add(projectId, handle, { assetId })
  added.catch(() => undefined)
  await turnsPass()
  return { device, added, given }
}

describe('what is said of a file while it is copied holds', { timeout: 60_000 }, () => {
  test('[UP27] cancelled, it is copied and not sent, until it is resumed', async () => {
    const { server, device, added } = await copying()
    await device.assets.cancel(assetId)
    await added
    await device.reaches(assetId, 'cancelled')
    expect(server.objects.objects.size).toBe(0)
    expect((await device.assets.open(projectId, assetId))?.size).toBe(threeParts)
    await device.assets.resume(assetId)
    await device.reaches(assetId, 'stored')
  })

  test('[UP27] cancelled without its bytes, its copying ends, and that of no other', async () => {
    const { device, added } = await copying()
    const other = device.assets.add(projectId, madeFile('b.mp4', threeParts, 2))
    await device.assets.cancel(assetId, { keepBytes: false })
    await expect(added).rejects.toMatchObject({ name: 'AbortError' })
    const view = await other
    expect(await device.assets.list(projectId)).toMatchObject([{ assetId: view.assetId }])
    expect(await device.disk.media.keys()).toHaveLength(1)
  })

  test.each([true, false])(
    '[UP27] cancelled just as its copying ends, it is not sent (keepBytes: %j)',
    async (keepBytes) => {
      const { server, device } = await started()
      letThrough(server, 0)
      const file = madeFile('a.mp4', 1000)
      await device.assets.add(projectId, file, { assetId })
      const { media } = device.disk
      const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const remove = media.remove.bind(media)
      media.remove = async (key) => {
        asked.resolve()
        await answer.promise
        return remove(key)
      }
      // The device has its bytes already: the second copy of them goes, once the row is written.
      const again = device.assets.add(projectId, file, { assetId })
      await asked.promise
      const cancelled = device.assets.cancel(assetId, { keepBytes })
      await device.reaches(assetId, 'cancelled')
      const sent = letThrough(server, 9)
      answer.resolve()
      await Promise.all([again, cancelled])
      await turnsPass(100)
      expect([sent.bytes, (await phaseOf(device, assetId))?.phase]).toEqual([0, keepBytes ? 'cancelled' : undefined])
    },
  )

  test('[UP27] cancelled without its bytes, and added again, it is sent', async () => {
    const { device, added } = await copying()
    const again = added.catch(() => device.assets.add(projectId, madeFile('a.mp4', threeParts), { assetId }))
    await device.assets.cancel(assetId, { keepBytes: false })
    await again
    await device.reaches(assetId, 'stored')
  })

  test('[UP26] paused, it is not sent until it is resumed', async () => {
    const { server, device, added } = await copying()
    await device.assets.pause(assetId)
    await added
    await turnsPass(100)
    expect([await phaseOf(device, assetId), server.objects.objects.size]).toEqual([
      { phase: 'paused', acceptedBytes: 0 },
      0,
    ])
    await device.assets.resume(assetId)
    await device.reaches(assetId, 'stored')
  })

  test('[UP26] paused while it is sent, and added once more, it ends at once', async () => {
    const { server, device } = await started()
    const sent = letThrough(server, 0)
    await device.assets.add(projectId, madeFile('a.mp4', threeParts), { assetId })
    await until(() => sent.bytes > 0)
    const again = device.assets.add(projectId, madeFile('a.mp4', threeParts), { assetId })
    const order: string[] = []
    const seen = device.reaches(assetId, 'paused').then(() => order.push('paused'))
    await Promise.all([device.assets.pause(assetId), seen, again.then(() => order.push('added'))])
    expect(order).toEqual(['paused', 'added'])
    expect(await phaseOf(device, assetId)).toMatchObject({ phase: 'paused' })
  })

  test('[UP26] paused while the browser is still asked for a file that stays in its place, it is not sent', async () => {
    const { device, added, given } = await askingForFile()
    const paused = device.assets.pause(assetId)
    await turnsPass()
    given.resolve(madeFile('a.mp4', 1000))
    await Promise.all([added, paused])
    expect(await phaseOf(device, assetId)).toMatchObject({ phase: 'paused' })
  })

  test('[UP27] cancelled without its bytes while the browser does not give the file, it ends', async () => {
    const { device, added } = await askingForFile()
    await device.assets.cancel(assetId, { keepBytes: false })
    await expect(added).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('[QU10] a close does not wait for a file that the browser does not give', async () => {
    const { device, added } = await askingForFile()
    await device.close()
    await expect(added).rejects.toMatchObject({ name: 'SyncClosed' })
  })

  test('[MS3] kept offline, it is', async () => {
    const { device, added } = await copying()
    await device.assets.keepOffline(projectId, assetId, true)
    await added
    expect(await device.assets.list(projectId)).toMatchObject([{ assetId, isKeptOffline: true }])
  })
})
