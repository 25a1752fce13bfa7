import { describe, expect, test } from 'vitest'
import { findUnsynced } from '../../../client-lib/device-accounts/find-unsynced.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { until } from '../client/turns-of-the-loop.ts'
import { type MediaDevice, madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'
const file = madeFile('clip.mp4', threeParts)

/** A device that has fetched a file of three parts, which the cloud has lost since. */
async function fetched(): Promise<{ server: MemoryServer; device: MediaDevice }> {
  const server = createMemoryServer()
  const first = mediaDevice(server)
  await startWithProject(first, projectId)
  await first.assets.add(projectId, file, { assetId: 'clip' })
  await first.reaches('clip', 'stored')
  await first.close()
  const device = mediaDevice(server, { disk: newDisk() })
  await device.start()
  device.projectReached(projectId)
  expect((await device.assets.open(projectId, 'clip'))?.size).toBe(threeParts)
  for (const rows of [server.database.media, server.database.assets, server.objects.objects]) rows.clear()
  return { server, device }
}

const told = (device: MediaDevice) => device.beforeAsking(projectId)(['clip'])
const unsynced = async ({ disk }: MediaDevice) => {
  const host = { list: async () => [], load: async () => undefined, apply: async () => false }
  const status = { projects: {} } as unknown as Parameters<typeof findUnsynced>[1]
  const book = { views: () => [] }
  return (await findUnsynced({ store: new MemoryLocalStore(disk.rows), host, book }, status)).files
}

describe('a fetched file that the cloud has lost', () => {
  test('[UP36, UP34] is sent from the device that fetched it, whole', async () => {
    const { server, device } = await fetched()
    const takeMissing = device.beforeAsking(projectId)
    await Promise.all([takeMissing(['clip']), takeMissing(['clip'])])
    await device.reaches('clip', 'uploading')
    await device.reaches('clip', 'stored')
    const elsewhere = mediaDevice(server)
    expect(await (await elsewhere.assets.open(projectId, 'clip'))?.arrayBuffer()).toEqual(await file.arrayBuffer())
    expect(server.objects.objects.size).toBe(1)
  })

  test('[UP34] is on this device alone while nothing is sent, and is named before it is removed from the device', async () => {
    const { server, device } = await fetched()
    await device.stop()
    await told(device)
    expect(device.summary()).toMatchObject({ durability: 'on-this-device', open: 1 })
    expect(await device.assets.list(projectId)).toMatchObject([{ onThisDevice: true, inTheCloud: false }])
    expect(await unsynced(device)).toEqual([{ projectId, assetId: 'clip', fileName: 'clip.mp4' }])
    await device.close()
    const next = mediaDevice(server, { disk: device.disk })
    await next.start()
    next.projectReached(projectId)
    await next.reaches('clip', 'stored')
    expect(await unsynced(next)).toEqual([])
    expect(next.summary().durability).toBe('in-the-cloud')
  })

  test('[UP36] that is not what it was is said to be, and nothing of it is sent', async () => {
    const { server, device } = await fetched()
    const [mediaKey = ''] = await device.disk.media.keys()
    await device.disk.media.remove(mediaKey)
    await device.disk.media.write(mediaKey, madeFile('spoilt', threeParts, 2).stream(), new AbortController().signal)
    await told(device)
    const { transfer } = await device.reaches('clip', 'blocked')
    expect(transfer).toMatchObject({ code: 'local-bytes-changed' })
    expect(server.database.media.size + server.database.assets.size).toBe(0)
    await device.assets.add(projectId, file, { assetId: 'clip' })
    await device.reaches('clip', 'stored')
  })

  test('[UP36] that cannot be read for now is sent once it can', async () => {
    const { server, device } = await fetched()
    const { media } = device.disk
    const open = media.open.bind(media)
    let tries = 0
    media.open = async () => {
      tries += 1
      throw new DOMException('Not now.', 'NotReadableError')
    }
    await told(device)
    await until(() => tries > 0)
    expect(await device.assets.list(projectId)).toMatchObject([{ onThisDevice: true, inTheCloud: false }])
    expect(server.objects.objects.size).toBe(0)
    media.open = open
    device.wake()
    await device.reaches('clip', 'stored')
  })

  test('[UP35] that another device brings back first is not sent', async () => {
    const { server, device } = await fetched()
    await device.stop()
    await told(device)
    const other = mediaDevice(server)
    await other.start()
    other.projectReached(projectId)
    await other.assets.add(projectId, file, { assetId: 'clip' })
    await other.reaches('clip', 'stored')
    device.clock.advance(10_000)
    let sent = 0
    server.beforeHandling = ({ method, url }) => {
      if (method === 'PUT' && url.startsWith(server.storeUrl)) sent += 1
      return undefined
    }
    await device.assets.list(projectId)
    await device.reaches('clip', 'stored')
    await device.start()
    expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: true, inTheCloud: true })
    expect(sent).toBe(0)
  })

  test('[UP34] of which a copy of the project is made is sent for the copy', async () => {
    const { server, device } = await fetched()
    const copy = { from: projectId, to: 'copy', assetIds: ['clip'] }
    const again = mediaDevice(server, { disk: device.disk })
    await startWithProject(again, 'copy')
    await again.attachFiles(copy, new AbortController().signal)
    await until(() => server.objects.objects.size === 1)
    await until(async () => (await again.assets.list('copy'))[0]?.inTheCloud)
    const elsewhere = mediaDevice(server)
    expect((await elsewhere.assets.open('copy', 'clip'))?.size).toBe(threeParts)
  })
})

test('[UP34, UP35] what this tab has sent itself is sent again, once the cloud has lost it', async () => {
  const server = createMemoryServer()
  const device = mediaDevice(server)
  await startWithProject(device, projectId)
  await device.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'clip' })
  await device.reaches('clip', 'stored')
  await device.refresh()
  for (const rows of [server.database.media, server.database.assets, server.objects.objects]) rows.clear()
  await told(device)
  await device.reaches('clip', 'uploading')
  await device.reaches('clip', 'stored')
  expect(server.objects.objects.size).toBe(1)
})
