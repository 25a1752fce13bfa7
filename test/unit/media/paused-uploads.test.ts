import { describe, expect, test } from 'vitest'
import { createMemoryServer } from '../../server/memory-server.ts'
import { noLimits } from '../../server/no-limits.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, newDisk, startWithProject, threeParts } from './media-device.ts'
import { letThrough, partBytes, phaseOf, projectId, started, until } from './started-uploads.ts'

describe('[UP26] a paused upload', { timeout: 60_000 }, () => {
  test('ends at once, keeps what was accepted, and sends the rest when it is resumed', async () => {
    const { server, device } = await started()
    letThrough(server, 1)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    const accepted = () => [...server.objects.uploads.values()].some(({ parts }) => parts.size === 1)
    await until(accepted)
    await until(() => device.summary().acceptedBytes > 0)
    const { acceptedBytes } = device.summary()
    await device.assets.pause(assetId)
    expect(await phaseOf(device, assetId)).toEqual({ phase: 'paused', acceptedBytes })
    expect(device.summary()).toMatchObject({ worst: { kind: 'paused' }, durability: 'on-this-device', acceptedBytes })
    const sent = letThrough(server, 9)
    device.wake()
    await device.refresh()
    await turn()
    expect([sent.bytes, device.clock.timers]).toEqual([0, 0])
    await device.assets.resume(assetId)
    await device.reaches(assetId, 'stored')
    expect(sent.bytes).toBe(threeParts - acceptedBytes)
  })

  test('is still paused after a restart, also where another tab said so', async () => {
    const { server, disk, device } = await started()
    const sent = letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await until(() => sent.bytes > 0)
    await mediaDevice(server, { disk }).assets.pause(assetId)
    device.kill()
    const after = letThrough(server, 9)
    const next = mediaDevice(server, { disk })
    await next.start()
    next.projectReached(projectId)
    await next.refresh()
    expect([await phaseOf(next, assetId), after.bytes]).toEqual([{ phase: 'paused', acceptedBytes: 0 }, 0])
    await next.assets.resume(assetId)
    await next.reaches(assetId, 'stored')
  })

  test('is still paused where the same file is added once more', async () => {
    const { server, device } = await started()
    const sent = letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await until(() => sent.bytes > 0)
    await device.assets.pause(assetId)
    await device.assets.add(projectId, madeFile('a.mp4', 1000), { assetId })
    expect(await phaseOf(device, assetId)).toMatchObject({ phase: 'paused' })
    server.beforeHandling = () => undefined
    await device.assets.resume(assetId)
    await device.reaches(assetId, 'stored')
  })

  test('leaves the line to what waited behind it', async () => {
    const { server, device } = await started()
    let parts = 0
    server.beforeHandling = ({ url }) =>
      url.startsWith(server.storeUrl) && parts++ < 5 ? new Promise(() => {}) : undefined
    const large = await device.assets.add(projectId, madeFile('a.mp4', 6 * partBytes))
    await until(() => parts === 5)
    const { assetId } = await device.assets.add(projectId, madeFile('b.mp4', threeParts, 2))
    await device.reaches(assetId, 'queued')
    await device.assets.pause(large.assetId)
    await device.reaches(assetId, 'stored')
  })

  test('without an id is all of them, those added later too', async () => {
    const { server, disk, device } = await started()
    await device.assets.pause()
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    expect(await phaseOf(device, assetId)).toMatchObject({ phase: 'paused' })
    await device.stop()
    const next = mediaDevice(server, { disk })
    await next.start()
    next.projectReached(projectId)
    expect(await phaseOf(next, assetId)).toMatchObject({ phase: 'paused' })
    expect(server.objects.objects.size).toBe(0)
    await next.assets.resume()
    await next.reaches(assetId, 'stored')
  })

  test('ends too where it was blocked, and a start has taken it up: it sends nothing until it is resumed', async () => {
    const server = createMemoryServer({ limits: { ...noLimits, storedBytes: 1 } })
    const disk = newDisk()
    const device = mediaDevice(server, { disk })
    await startWithProject(device, projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'blocked')
    await device.close()
    // The account has room by then.
    const roomy = createMemoryServer()
    const next = mediaDevice(roomy, { disk })
    const begun = letThrough(roomy, 0)
    await startWithProject(next, projectId)
    await until(() => begun.bytes > 0)
    await next.assets.pause(assetId)
    expect(await phaseOf(next, assetId)).toMatchObject({ phase: 'paused' })
    const sent = letThrough(roomy, 9)
    next.clock.advance(60_000)
    await turnsPass(50)
    expect(sent.bytes).toBe(0)
    await next.assets.resume(assetId)
    await next.reaches(assetId, 'stored')
  })
})
