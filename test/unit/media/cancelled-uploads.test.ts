import { describe, expect, test } from 'vitest'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { madeFile, mediaDevice, threeParts } from './media-device.ts'
import { letThrough, mediaRows, partBytes, phaseOf, projectId, started, until } from './started-uploads.ts'

describe('[UP27] a cancelled upload', { timeout: 60_000 }, () => {
  test('is taken off the cloud, and its bytes stay here until it is sent after all', async () => {
    const { server, device } = await started()
    letThrough(server, 1)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => mediaRows(server).length === 1)
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'cancelled')
    expect(mediaRows(server)).toEqual([])
    expect(device.summary()).toMatchObject({ open: 0, worst: { kind: 'idle' }, durability: 'on-this-device' })
    expect((await device.assets.open(projectId, assetId))?.size).toBe(threeParts)
    server.beforeHandling = () => undefined
    await device.assets.resume(assetId)
    await device.reaches(assetId, 'stored')
  })

  test('stays cancelled over a restart, and the cloud is told when it can be', async () => {
    const { server, disk, device } = await started()
    letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => mediaRows(server).length === 1)
    server.beforeHandling = () => 'lost'
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'cancelling')
    device.kill()
    const sent = letThrough(server, 9)
    const next = mediaDevice(server, { disk })
    await next.start()
    next.projectReached(projectId)
    await next.reaches(assetId, 'cancelled')
    await next.stop()
    expect([mediaRows(server), sent.bytes]).toEqual([[], 0])
    const last = mediaDevice(server, { disk })
    await last.start()
    await last.refresh()
    expect(await phaseOf(last, assetId)).toEqual({ phase: 'cancelled' })
  })

  test('goes from this device too where its bytes are not to be kept, but not from under another asset', async () => {
    const { server, device } = await started()
    letThrough(server, 0)
    const [one, two] = [
      await device.assets.add(projectId, madeFile('a.mp4', 1000)),
      await device.assets.add(projectId, madeFile('b.mp4', 1000)),
    ]
    const other = await device.assets.add(projectId, madeFile('c.mp4', 1000, 2))
    expect(await device.disk.media.keys()).toHaveLength(2)
    await device.assets.cancel(other.assetId, { keepBytes: false })
    await device.assets.cancel(one.assetId, { keepBytes: false })
    expect((await device.reaches(other.assetId, 'cancelled')).onThisDevice).toBe(false)
    expect((await device.reaches(one.assetId, 'cancelled')).onThisDevice).toBe(false)
    while ((await device.disk.media.keys()).length > 1) await turn()
    expect((await device.assets.list(projectId)).map(({ assetId }) => assetId)).toEqual([two.assetId])
    expect((await device.assets.open(projectId, two.assetId))?.size).toBe(1000)
  })

  test('is sent where its file is added again, also if it was paused before', async () => {
    const { server, device } = await started()
    letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.assets.pause(assetId)
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'cancelled')
    server.beforeHandling = () => undefined
    await device.assets.add(projectId, madeFile('a.mp4', 1000), { assetId })
    await device.reaches(assetId, 'stored')
  })

  test('that is gone from this device is not made anew by a tab that has not heard of it', async () => {
    const { server, disk, device } = await started()
    letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const other = mediaDevice(server, { disk })
    await other.assets.list(projectId)
    await device.assets.cancel(assetId, { keepBytes: false })
    await until(() => device.rows()?.length === 0)
    await other.assets.pause(assetId)
    await other.assets.resume(assetId)
    await device.refresh()
    expect([device.rows(), other.rows()]).toEqual([[], []])
  })

  test('that is cancelled again stays so, and its bytes go where the last word says it', async () => {
    const { server, device } = await started()
    letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'cancelled')
    await device.assets.cancel(assetId)
    expect(device.rows()).toMatchObject([{ upload: { phase: 'cancelled' } }])
    await device.assets.cancel(assetId, { keepBytes: false })
    while ((await device.disk.media.keys()).length > 0) await turn()
    expect(device.rows()).toEqual([])
  })

  test('whose bytes are to go after all, while it waits to tell the cloud, leaves none', async () => {
    const { server, device } = await started()
    letThrough(server, 0)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await until(() => mediaRows(server).length === 1)
    let lost = 0
    server.beforeHandling = () => {
      lost += 1
      return 'lost'
    }
    await device.assets.cancel(assetId)
    await until(() => lost > 0)
    await turnsPass(20)
    await device.assets.cancel(assetId, { keepBytes: false })
    server.beforeHandling = () => undefined
    device.clock.advance(60_000)
    while ((await device.disk.media.keys()).length > 0) await turn()
    expect([device.rows(), mediaRows(server)]).toEqual([[], []])
  })

  test.each([{ keepBytes: true }, { keepBytes: false }])(
    'is kept or not by what was said last, while the cloud was just being told: %j',
    async (last) => {
      const { server, device } = await started()
      letThrough(server, 0)
      const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
      await until(() => mediaRows(server).length === 1)
      const answer = Promise.withResolvers<undefined>()
      let asked = 0
      server.beforeHandling = ({ method }) => {
        if (method !== 'DELETE') return undefined
        asked += 1
        return answer.promise
      }
      await device.assets.cancel(assetId, { keepBytes: !last.keepBytes })
      await until(() => asked > 0)
      await device.assets.cancel(assetId, last)
      answer.resolve(undefined)
      await device.reaches(assetId, 'cancelled')
      await until(() => last.keepBytes || device.rows()?.length === 0)
      const kept = await device.assets.open(projectId, assetId)
      expect([kept?.size, asked]).toEqual([last.keepBytes ? 1000 : undefined, 1])
    },
  )

  test('that is stored by then is left as it is, here and in the cloud', async () => {
    const { server, device } = await started()
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await device.reaches(assetId, 'stored')
    const asked: string[] = []
    server.beforeHandling = ({ method, url }) => {
      asked.push(`${method} ${url}`)
      return undefined
    }
    await device.assets.cancel(assetId, { keepBytes: false })
    expect(device.rows()).toMatchObject([{ upload: { phase: 'stored' } }])
    expect(asked).toEqual([])
  })

  test('that the cloud had whole before stays stored', async () => {
    const { server, device } = await started()
    let letGo = () => {}
    server.afterHandling = ({ url }, reply) =>
      url.endsWith('/complete')
        ? new Promise((resolve) => {
            letGo = () => resolve(reply)
          })
        : undefined
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    await until(() => server.objects.objects.size === 1 && mediaRows(server)[0]?.state === 'stored')
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'stored')
    letGo()
    expect(device.summary()).toMatchObject({ open: 0, durability: 'in-the-cloud' })
  })

  test('of a project that the cloud does not have yet is cancelled', async () => {
    const { device } = await started()
    const { assetId } = await device.assets.add('later', madeFile('a.mp4', 1000))
    await device.assets.cancel(assetId)
    await device.reaches(assetId, 'cancelled')
  })

  test('is not written over by how far it was', async () => {
    const { server, disk, device } = await started()
    letThrough(server, 1)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await until(() => device.summary().acceptedBytes >= partBytes / 2)
    await mediaDevice(server, { disk }).assets.cancel(assetId)
    // The tab that sends has not heard of it, and writes its last word.
    await device.stop()
    const next = mediaDevice(server, { disk })
    await next.start()
    await next.reaches(assetId, 'cancelled')
  })
})
