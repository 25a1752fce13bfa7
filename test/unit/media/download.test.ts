import { describe, expect, test } from 'vitest'
import { createMemoryServer } from '../../server/memory-server.ts'
import { createProject, madeFile, mediaDevice, threeParts } from './media-device.ts'
import { isSame, projectId, uploadedAsset } from './uploaded-asset.ts'

describe('a download', { timeout: 60_000 }, () => {
  test.each([0, 1000, threeParts])('[UP14] brings %i bytes to another device, once', async (sizeBytes) => {
    const { server, b, assetId, file } = await uploadedAsset(sizeBytes)
    const opened = await b.assets.open(projectId, assetId)
    expect(await isSame(opened, file)).toBe(true)
    expect(opened).toMatchObject({ name: 'a.mp4', type: 'video/mp4' })
    server.beforeHandling = () => 'lost'
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    const [view] = await b.assets.list(projectId)
    expect(view).toMatchObject({ onThisDevice: true, inTheCloud: true })
  })

  test('[DL5] of bytes that are here for another asset, and leave as they are found, brings them anew', async () => {
    const { b, assetId, file } = await uploadedAsset(1000)
    const added = await b.assets.add(projectId, file)
    const [key = ''] = await b.disk.media.keys()
    await b.start()
    b.projectReached(projectId)
    await b.reaches(added.assetId, 'stored')
    const { media } = b.disk
    const open = media.open.bind(media)
    let looks = 0
    media.open = async (wanted) => {
      const found = await open(wanted)
      // Room is made in another tab.
      if (wanted === key && ++looks === 1) await media.remove(key)
      return found
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(looks).toBeGreaterThan(1)
  })

  test('[DL5] whose bytes leave before they are read brings them once more', async () => {
    const { b, assetId, file } = await uploadedAsset(1000)
    const { media } = b.disk
    const write = media.write.bind(media)
    let writes = 0
    media.write = async (key, bytes, signal) => {
      const written = await write(key, bytes, signal)
      // Room is made in another tab.
      if (++writes === 1) await media.remove(key)
      return written
    }
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
    expect(writes).toBe(2)
  })

  test('[UP15] of markup is handed to the app as plain bytes, on either device', async () => {
    const server = createMemoryServer()
    const [a, b] = [mediaDevice(server), mediaDevice(server)]
    await createProject(a, projectId)
    await a.start()
    for (const device of [a, b]) device.projectReached(projectId)
    const { assetId } = await a.assets.add(
      projectId,
      new File(['<script>1</script>'], 'a.svg', { type: 'image/svg+xml' }),
    )
    await a.reaches(assetId, 'stored')
    for (const device of [a, b]) {
      const opened = await device.assets.open(projectId, assetId)
      expect(opened).toMatchObject({ name: 'a.svg', size: 18, type: 'application/octet-stream' })
    }
  })

  test('[UP14] bytes that are not the asset are not handed out and not kept', async () => {
    const { server, b, assetId } = await uploadedAsset(1000)
    server.afterHandling = (request, reply) =>
      request.url.startsWith(server.storeUrl) ? { ...reply, body: new Uint8Array(1000) } : undefined
    await expect(b.assets.open(projectId, assetId)).rejects.toMatchObject({ name: 'AssetDamaged', assetId })
    expect(await b.disk.media.keys()).toEqual([])
  })

  test('[UP14] a fault on the way is read a second time', async () => {
    const { server, b, assetId, file } = await uploadedAsset(1000)
    let faults = 1
    server.afterHandling = (request, reply) =>
      request.url.startsWith(server.storeUrl) && faults-- > 0 ? { ...reply, body: new Uint8Array(1000) } : undefined
    expect(await isSame(await b.assets.open(projectId, assetId), file)).toBe(true)
  })

  test('is undefined while the cloud has not got it, and shown as missing', async () => {
    const server = createMemoryServer()
    const a = mediaDevice(server)
    await createProject(a, projectId)
    await a.start()
    server.beforeHandling = (request) => (request.url.startsWith(server.storeUrl) ? 'lost' : undefined)
    a.projectReached(projectId)
    const { assetId } = await a.assets.add(projectId, madeFile('a.mp4', 1000))
    await a.reaches(assetId, 'waiting')
    const b = mediaDevice(server)
    b.projectReached(projectId)
    expect(await b.assets.open(projectId, assetId)).toBeUndefined()
    expect(await b.assets.list(projectId)).toMatchObject([
      { assetId, inTheCloud: false, transfer: { phase: 'missing' } },
    ])
    server.beforeHandling = () => undefined
    a.wake()
    await a.reaches(assetId, 'stored')
    b.mediaChanged(projectId)
    await b.reaches(assetId, 'stored')
    expect((await b.assets.open(projectId, assetId))?.size).toBe(1000)
  })

  test('ends when nobody waits for it any more', async () => {
    const { server, b, assetId } = await uploadedAsset(1000)
    const controller = new AbortController()
    server.beforeHandling = (request) => {
      if (request.url.startsWith(server.storeUrl)) controller.abort()
      return undefined
    }
    const opened = b.assets.open(projectId, assetId, { signal: controller.signal })
    await expect(opened).rejects.toMatchObject({ name: 'AbortError' })
    await b.close()
    expect(b.clock.timers).toBe(0)
    expect(await b.disk.media.keys()).toEqual([])
  })

  test('lists what was known when the cloud does not answer', async () => {
    const { server, b, assetId } = await uploadedAsset(1000)
    await b.assets.list(projectId)
    server.beforeHandling = () => 'lost'
    const offline = mediaDevice(server, { disk: b.disk })
    expect(await offline.assets.list(projectId)).toMatchObject([{ assetId, inTheCloud: true, onThisDevice: false }])
  })
})
