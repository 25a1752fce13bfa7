import { describe, expect, test } from 'vitest'
import { turnsPass } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, newDisk, threeParts } from './media-device.ts'
import { letThrough, started, until } from './started-uploads.ts'
import { projectId, uploadedAsset } from './uploaded-asset.ts'

const shown = async ({ assets }: Pick<ReturnType<typeof mediaDevice>, 'assets'>) => (await assets.list(projectId))[0]
const keptHere = { isKeptOffline: true, onThisDevice: true }

/** Device B keeps the asset offline. */
async function kept(sizeBytes = 1000) {
  const there = await uploadedAsset(sizeBytes)
  await there.b.start()
  await there.b.assets.list(projectId)
  await there.b.assets.keepOffline(projectId, there.assetId, true)
  return there
}

describe('[MS3] what is kept offline', { timeout: 60_000 }, () => {
  test('is fetched to its end at the next start, where its page died over it', async () => {
    const { server, b, assetId } = await uploadedAsset(threeParts)
    await b.start()
    await b.assets.list(projectId)
    const asked = letThrough(server, 1)
    b.assets.keepOffline(projectId, assetId, true).catch(() => {})
    await until(() => b.rows()?.[0]?.keepOffline === true)
    await turnsPass()
    b.kill()
    server.beforeHandling = () => undefined
    const next = mediaDevice(server, { disk: b.disk })
    await next.start()
    await until(() => next.rows()?.[0]?.mediaKey !== undefined)
    expect([await shown(next), asked.bytes]).toMatchObject([keptHere, 0])
  })

  test('is fetched anew where the browser has deleted it', async () => {
    const { server, b } = await kept()
    await b.close()
    for (const key of await b.disk.media.keys()) await b.disk.media.remove(key)
    const next = mediaDevice(server, { disk: b.disk })
    await next.start()
    await until(() => next.rows()?.[0]?.mediaKey !== undefined)
    expect(await shown(next)).toMatchObject(keptHere)
  })

  test('is fetched once the cloud has it, where that was said before', async () => {
    const { server, a, b } = await uploadedAsset(1000)
    await b.start()
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? 'lost' : undefined)
    const { assetId } = await a.assets.add(projectId, madeFile('b.mp4', 1000, 2))
    await a.reaches(assetId, 'waiting')
    await b.assets.list(projectId)
    await b.assets.keepOffline(projectId, assetId, true)
    server.beforeHandling = () => undefined
    a.clock.advance(60_000)
    await a.reaches(assetId, 'stored')
    b.mediaChanged(projectId)
    await until(() => b.rows()?.some((row) => row.assetId === assetId && row.mediaKey !== undefined) === true)
  })

  test('and does not fit is asked for once a start, and not at each reading of the rows', async () => {
    const { server, assetId } = await uploadedAsset(1000)
    const b = mediaDevice(server, { disk: newDisk({ capacityBytes: 10 }) })
    b.projectReached(projectId)
    await b.assets.list(projectId)
    await expect(b.assets.keepOffline(projectId, assetId, true)).rejects.toMatchObject({ name: 'StorageFull' })
    let asked = 0
    server.beforeHandling = ({ url }) => {
      if (url.includes('/download')) asked += 1
      return undefined
    }
    await b.start()
    await turnsPass()
    for (let times = 0; times < 3; times += 1) await b.refresh()
    b.wake()
    await turnsPass()
    expect(asked).toBe(1)
    await b.start()
    await turnsPass()
    expect(asked).toBe(2)
  })

  test('is asked for again where the cloud could not be reached, once it may be', async () => {
    const { server, b } = await kept()
    await b.close()
    for (const key of await b.disk.media.keys()) await b.disk.media.remove(key)
    server.beforeHandling = () => 'lost'
    const next = mediaDevice(server, { disk: b.disk })
    await next.start()
    await turnsPass()
    server.beforeHandling = () => undefined
    next.wake()
    await until(() => next.rows()?.[0]?.mediaKey !== undefined)
  })

  test('[UP32] is told to be so, also of a file that is being sent', async () => {
    const { server, device } = await started()
    const answer = Promise.withResolvers<undefined>()
    server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? answer.promise : undefined)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'uploading')
    await device.assets.keepOffline(projectId, assetId, true)
    answer.resolve(undefined)
    expect(await device.reaches(assetId, 'stored')).toMatchObject(keptHere)
  })
})
