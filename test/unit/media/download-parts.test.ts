import { describe, expect, test } from 'vitest'
import { mediaDevice, newDisk, threeParts } from './media-device.ts'
import { isSame, projectId, uploadedAsset } from './uploaded-asset.ts'
import { cameTo, MiB, noise, sevenParts, watchParts } from './watched-parts.ts'

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
    await expect(device.assets.open(projectId, assetId)).rejects.toMatchObject({ name: 'SyncClosed' })
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
