import { describe, expect, test } from 'vitest'
import { attachAsset } from '../../../client-lib/media/playing/attach-asset.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { attached, settled } from './attached-element.ts'
import { FakeElement } from './fake-element.ts'
import { madeFile, mediaDevice, startWithProject } from './media-device.ts'
import { isSame, projectId, uploadedAsset } from './uploaded-asset.ts'

const assetId = 'clip'

describe('an address to play', () => {
  test('[PL1] is signed and at once there, though nothing was fetched; then that of the copy, with the same bytes', async () => {
    const { server, b, assetId, file } = await uploadedAsset(1000)
    const asked: string[] = []
    server.beforeHandling = ({ url }) => void asked.push(url)
    const streamed = await b.assets.url(projectId, assetId)
    expect(streamed).toMatchObject({ from: 'cloud', url: expect.stringContaining(server.storeUrl) })
    expect(streamed?.from === 'cloud' && streamed.expiresAtMs).toBeGreaterThan(Date.now())
    expect(asked.filter((url) => url.startsWith(server.storeUrl))).toEqual([])
    await b.assets.open(projectId, assetId)
    server.beforeHandling = () => 'lost'
    const offline = mediaDevice(server, { disk: b.disk })
    const kept = await offline.assets.url(projectId, assetId)
    expect(kept?.from).toBe('device')
    const copy = await (await fetch(kept?.url ?? '')).blob()
    expect(await isSame(new File([copy], 'a.mp4'), file)).toBe(true)
    expect(copy.type).toBe('video/mp4')
    kept?.release()
    await expect(fetch(kept?.url ?? '')).rejects.toThrow()
  })

  test('[PL1] there is none while the cloud has not got the bytes, and it ends with the sync', async () => {
    const { server, b } = await uploadedAsset(1000)
    expect(await b.assets.url(projectId, 'unknown')).toBeUndefined()
    server.beforeHandling = () => {
      void b.close()
      return undefined
    }
    await expect(b.assets.url(projectId, 'other')).rejects.toMatchObject({ name: 'SyncClosed' })
    expect(b.clock.timers).toBe(0)
  })
})

describe('an attached element', () => {
  test('[PL2] whose address is refused goes on with a new one: same place, same speed, playing', async () => {
    const { element, released } = await attached(['one', 'two'])
    await element.play()
    element.playbackRate = 1.5
    element.playsTo(12)
    element.fails()
    await settled()
    expect(element.srcs).toEqual(['one', 'two'])
    expect(element).toMatchObject({ currentTime: 12, playbackRate: 1.5, paused: false })
    expect(released).toEqual(['one'])
  })

  test('[PL2] that is sought past what it had goes on where it was sought to, and stays paused if it was', async () => {
    const { element } = await attached(['one', 'two'])
    element.playsTo(1)
    element.seeksTo(40)
    element.fails()
    await settled()
    expect(element).toMatchObject({ src: 'two', currentTime: 40, paused: true })
  })

  test('[PL2] whose address is too old gets a new one when it needs more, and not before', async () => {
    const { element, clock } = await attached(['one', 'two', 'three'])
    element.bufferedToS = 20
    element.playsTo(5)
    element.seeksTo(40)
    clock.advance(15 * 60_000)
    element.seeksTo(10)
    await settled()
    expect(element.srcs).toEqual(['one'])
    element.seeksTo(40)
    await settled()
    expect(element).toMatchObject({ src: 'two', currentTime: 40 })
    element.bufferedToS = 0
    element.waits()
    clock.advance(15 * 60_000)
    element.waits()
    await settled()
    expect(element.srcs).toEqual(['one', 'two', 'three'])
  })

  test('[PL2] that expires again and again is renewed each time, for it plays in between', async () => {
    const { element, failures } = await attached(['1', '2', '3', '4', '5', '6'])
    for (const atS of [1, 2, 3, 4, 5]) {
      element.playsTo(atS)
      element.fails()
      await settled()
    }
    expect(element).toMatchObject({ src: '6', currentTime: 5 })
    expect(failures).toEqual([])
  })

  test('[PL3] that plays from no address is given up after two new ones, and the app is told once', async () => {
    const { element, failures } = await attached(['one', 'two', 'three', 'four'])
    for (let tries = 0; tries < 5; tries += 1) {
      element.fails()
      await settled()
    }
    expect(element.srcs).toEqual(['one', 'two', 'three'])
    expect(failures).toEqual([{ code: 2 }])
  })

  test('[PL2] whose address cannot be asked for now waits, and goes on at its place', async () => {
    const { element, clock, failures } = await attached(['one', new NetworkFailed('no-connection'), 'two'])
    element.playsTo(7)
    element.fails()
    await settled()
    expect(element.src).toBe('one')
    clock.advance(60_000)
    await settled()
    expect(element).toMatchObject({ src: 'two', currentTime: 7 })
    expect(failures).toEqual([])
  })

  test('[PL3] whose address is not to be had by waiting is given up', async () => {
    const bug = new TypeError('not a function')
    const { element, failures, clock } = await attached([bug])
    expect(element.srcs).toEqual([])
    expect(failures).toEqual([bug])
    expect(clock.timers).toBe(0)
  })

  test('[PL2] plays once it is in the cloud, also where the app has listed nothing', async () => {
    const server = createMemoryServer()
    const [a, b] = [mediaDevice(server), mediaDevice(server)]
    await startWithProject(a, projectId)
    b.projectReached(projectId)
    const element = new FakeElement()
    const detach = attachAsset(element as unknown as HTMLMediaElement, b.assets, { projectId, assetId })
    await settled()
    await a.assets.add(projectId, madeFile('clip.mp4', 1000), { assetId })
    await a.reaches(assetId, 'stored')
    b.mediaChanged(projectId)
    while (element.srcs.length === 0) await settled()
    expect(element.src).toContain(server.storeUrl)
    detach()
  })

  test('[PL2] of what is not in the cloud yet plays once it is', async () => {
    const { element, tell } = await attached([undefined, 'one'])
    tell({ assetId: 'another', inTheCloud: true })
    await settled()
    expect(element.srcs).toEqual([])
    tell({ assetId, inTheCloud: true })
    await settled()
    expect(element.srcs).toEqual(['one'])
  })

  test('[PL3] leaves nothing once it is detached', async () => {
    const { element, clock, released, listeners, detach } = await attached(['one', new NetworkFailed('no-connection')])
    element.fails()
    await settled()
    expect(clock.timers).toBe(1)
    detach()
    detach()
    expect(element.src).toBe('')
    expect(released).toEqual(['one'])
    expect([clock.timers, listeners.size]).toEqual([0, 0])
    element.fails()
    await settled()
    expect(element.srcs).toEqual(['one', ''])
  })
})
