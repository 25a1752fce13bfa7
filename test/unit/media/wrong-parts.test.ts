import { describe, expect, test } from 'vitest'
import { turn } from '../client/turns-of-the-loop.ts'
import { mediaDevice, threeParts } from './media-device.ts'
import { isSame, projectId, uploadedAsset } from './uploaded-asset.ts'
import { MiB, noise, sevenParts, watchParts } from './watched-parts.ts'

describe('the parts of a download', { timeout: 60_000 }, () => {
  test('[DL4] of which two came wrong: no more is fetched again than it takes to find them', async () => {
    const { server, b, assetId, file } = await uploadedAsset(sevenParts)
    const asked = watchParts(server)
    server.afterHandling = ({ url, headers }, reply) => {
      const start = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) / (8 * MiB)
      const isFirst = asked.filter((part) => part === start + 1).length === 1
      const isWrong = url.startsWith(server.storeUrl) && isFirst && (start === 1 || start === 3)
      return isWrong ? { ...reply, body: noise } : undefined
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(asked.slice(7)).toEqual([1, 2, 3, 4])
    server.beforeHandling = () => 'lost'
    const offline = mediaDevice(server, { disk: b.disk })
    expect(await isSame(await offline.assets.open(projectId, assetId), file)).toBe(true)
  })

  test('[DL4] that stay wrong are said, and nothing of them is kept', async () => {
    const { server, b, assetId } = await uploadedAsset(threeParts)
    server.afterHandling = ({ url }, reply) =>
      url.startsWith(server.storeUrl) && reply.body.length === 8 * MiB ? { ...reply, body: noise } : undefined
    await expect(b.assets.open(projectId, assetId)).rejects.toMatchObject({ name: 'AssetDamaged', assetId })
    expect(await b.disk.media.keys()).toEqual([])
    expect(await b.assets.list(projectId)).toMatchObject([{ onThisDevice: false, inTheCloud: true }])
  })

  test('[DL7] end the download, and say why, where the store answers a range with the whole file', async () => {
    const { server, b, assetId } = await uploadedAsset(threeParts)
    const asked = watchParts(server)
    server.afterHandling = ({ url }, reply) => (url.startsWith(server.storeUrl) ? { ...reply, status: 200 } : undefined)
    const refused = { name: 'DownloadRefused', status: 200, message: expect.stringContaining('ignores Range') }
    await expect(b.assets.open(projectId, assetId)).rejects.toMatchObject(refused)
    expect(asked.filter((part) => part === 1).length).toBeLessThanOrEqual(3)
    server.afterHandling = () => undefined
    await b.assets.open(projectId, assetId)
  })

  test.each([MiB, threeParts])(
    '[DL7] of %i bytes end the download where each comes with another length',
    async (size) => {
      const { server, b, assetId, file } = await uploadedAsset(size)
      const asked = watchParts(server)
      server.afterHandling = ({ url }, reply) =>
        url.startsWith(server.storeUrl) ? { ...reply, body: reply.body.slice(1) } : undefined
      let isOver = false
      const opened = b.assets.open(projectId, assetId).finally(() => {
        isOver = true
      })
      opened.catch(() => undefined)
      while (!isOver) {
        await turn()
        b.wake()
        expect(asked.length).toBeLessThan(30)
      }
      await expect(opened).rejects.toMatchObject({
        name: 'DownloadRefused',
        message: expect.stringContaining('length'),
      })
      server.afterHandling = () => undefined
      expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    },
  )
})
