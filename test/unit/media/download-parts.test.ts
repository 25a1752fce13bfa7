import { describe, expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { type MediaDevice, mediaDevice, newDisk, threeParts } from './media-device.ts'
import { isSame, projectId, uploadedAsset } from './uploaded-asset.ts'

const MiB = 1024 * 1024
const sevenParts = 50 * MiB
const noise = new Uint8Array(8 * MiB).fill(7)

/** Settles once so many bytes of the download are here. */
async function cameTo({ assets }: MediaDevice, doneBytes: number): Promise<void> {
  for (;;) {
    const [view] = await assets.list(projectId)
    if (view?.transfer.phase === 'downloading' && view.transfer.doneBytes === doneBytes) return
    await turn()
  }
}

/** The parts that were asked for, by their first byte in parts, in the order they were. */
function watchParts(
  server: MemoryServer,
  answer: (part: number, time: number) => 'lost' | undefined = () => undefined,
) {
  const asked: number[] = []
  server.beforeHandling = ({ url, headers }) => {
    if (!url.startsWith(server.storeUrl)) return undefined
    const part = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) / (8 * MiB) + 1
    asked.push(part)
    return answer(part, asked.filter((one) => one === part).length)
  }
  return asked
}

describe('the parts of a download', { timeout: 60_000 }, () => {
  test('[DL1] come several at once, never more than four, each kept as it comes', async () => {
    const { server, b, assetId, file } = await uploadedAsset(sevenParts)
    let atOnce = 0
    let most = 0
    const { send } = b.transport
    b.transport.send = async (request) => {
      if (!request.url.startsWith(server.storeUrl)) return send.call(b.transport, request)
      most = Math.max(most, ++atOnce)
      return send.call(b.transport, request).finally(() => {
        atOnce -= 1
      })
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(most).toBe(4)
  })

  test('[QU10] are not begun where the sync is closed while room is made for them', async () => {
    const { server, assetId } = await uploadedAsset(threeParts)
    const disk = newDisk()
    const device = mediaDevice(server, { disk, budgetBytes: sevenParts })
    const asked = watchParts(server)
    let closing: Promise<void> | undefined
    const { keys } = disk.media
    disk.media.keys = () => {
      closing = device.close()
      return keys.call(disk.media)
    }
    await expect(device.assets.open(projectId, assetId)).rejects.toMatchObject({ name: 'AbortError' })
    await closing
    expect(asked).toEqual([])
  })

  test('[DL2] that came before the page was killed are not fetched again by the next', async () => {
    const { server, b, assetId, file } = await uploadedAsset(threeParts)
    const killed = new Promise<void>((resolve) => {
      watchParts(server, (part) => {
        if (part === 2) resolve()
        return part === 2 ? 'lost' : undefined
      })
    })
    const opened = b.assets.open(projectId, assetId)
    opened.catch(() => {})
    await killed
    await cameTo(b, 12 * MiB)
    b.kill()
    const next = mediaDevice(server, { disk: b.disk })
    await next.start()
    const asked = watchParts(server)
    expect(await isSame(await next.assets.open(projectId, assetId), file)).toBe(true)
    expect(asked).toEqual([2])
    expect(await next.disk.media.keys()).toHaveLength(1)
    await b.close()
  })

  test('[DL2] that the network cut are fetched again once it is back, and no other', async () => {
    const { server, b, assetId, file } = await uploadedAsset(threeParts)
    const asked = watchParts(server, (part, time) => {
      if (part !== 2 || time > 1) return undefined
      // Once the pause has begun, the device is woken, as by the browser coming online.
      setImmediate(() => b.wake())
      return 'lost'
    })
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(asked.sort()).toEqual([1, 2, 2, 3])
  })

  test('[DL2] that were spoilt on the device, or came short, are fetched again', async () => {
    const { server, b, assetId, file } = await uploadedAsset(threeParts)
    watchParts(server, (part) => (part === 3 ? 'lost' : undefined))
    const giveUp = new AbortController()
    const opened = b.assets.open(projectId, assetId, { signal: giveUp.signal })
    opened.catch(() => {})
    await cameTo(b, 16 * MiB)
    giveUp.abort()
    const [key = ''] = await b.disk.media.keys()
    const never = new AbortController().signal
    await b.disk.media.write(`${key}/00001`, new Blob([noise]).stream(), never)
    await b.disk.media.write(`${key}/00002`, new Blob(['short']).stream(), never)
    const asked = watchParts(server)
    const next = mediaDevice(server, { disk: b.disk })
    expect(await isSame(await next.assets.open(projectId, assetId), file)).toBe(true)
    expect(asked.sort()).toEqual([1, 2, 3])
  })

  test('[DL3] one new address is asked for when the old one expires in the middle', async () => {
    const { server, b, assetId, file } = await uploadedAsset(sevenParts)
    const offers: string[] = []
    let served = 0
    const expired = `<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>`
    server.afterHandling = ({ url }, reply) => {
      if (url.endsWith('/download')) offers.push(new TextDecoder().decode(reply.body))
      if (!url.startsWith(server.storeUrl) || offers.length > 1) return undefined
      served += 1
      return served > 2 ? { ...reply, status: 403, body: new TextEncoder().encode(expired) } : undefined
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(offers).toHaveLength(2)
  })

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

  test('[DL5] are fetched once for two tabs that want them', async () => {
    const { server, b, assetId, file } = await uploadedAsset(threeParts)
    const other = mediaDevice(server, { disk: b.disk, locks: b.locks })
    const asked = watchParts(server)
    const [one, two] = await Promise.all([b, other].map(({ assets }) => assets.open(projectId, assetId)))
    expect(await isSame(one, file)).toBe(true)
    expect(await isSame(two, file)).toBe(true)
    expect(asked.sort()).toEqual([1, 2, 3])
  })

  test('[DL2] that found room stay on a full device, and it goes on with the rest once there is more', async () => {
    const disk = newDisk({ capacityBytes: 24 * MiB })
    const filler = new Blob([noise])
    await disk.media.write('filler', filler.stream(), new AbortController().signal)
    const { server, b, assetId, file } = await uploadedAsset(threeParts, { disk })
    await expect(b.assets.open(projectId, assetId)).rejects.toMatchObject({ name: 'StorageFull' })
    const [key = ''] = (await disk.media.keys()).filter((one) => one !== 'filler')
    const keptBytes = (await disk.media.open(key))?.size ?? 0
    expect(keptBytes).toBeGreaterThan(0)
    await disk.media.remove('filler')
    let fetchedBytes = 0
    server.afterHandling = ({ url }, reply) => {
      if (url.startsWith(server.storeUrl)) fetchedBytes += reply.body.length
      return undefined
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(fetchedBytes).toBe(threeParts - keptBytes)
  })
})
