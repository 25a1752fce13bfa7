import { describe, expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { allInTheCloud, clip, clipElsewhere, clipOn, takenOff, withClip } from './taken-off.ts'
import { until } from './turns-of-the-loop.ts'
import { holds } from './world.ts'

const back = withClip('with the clip, still')

/** No file's bytes come through. */
function cutStore(server: MemoryServer): () => void {
  server.beforeHandling = ({ url }) => (url.startsWith(server.storeUrl) ? 'lost' : undefined)
  return () => {
    server.beforeHandling = () => undefined
  }
}

type World = Awaited<ReturnType<typeof takenOff>>

async function answer(page: OpenPage, how: 'local' | 'remote'): Promise<void> {
  const shown = await activity(page, 'conflict')
  if (shown.kind !== 'conflict') throw new TypeError('unreachable')
  await page.sync.conflicts.resolve(shown.conflictId, how)
}

/** A comes back with an edit of what it had. */
async function comesBack({ a, pageA }: World): Promise<void> {
  await pageA.save(back)
  a.line.mend()
  pageA.connectivity.wake()
}

describe('a file that the cloud has let go of', () => {
  test('[UP34] is sent again by the device that added it, once its older document is in force again', async () => {
    const world = await takenOff()
    const { pageA } = world
    await comesBack(world)
    await answer(pageA, 'local')
    await inTheCloud(pageA)
    await until(async () => (await clipOn(pageA))?.transfer.phase === 'stored')
    expect(await clipElsewhere(world)).toBe(await clip.text())
  })

  test('[UP34, ST1] is shown as not in the cloud until it is there again, also after a reload', async () => {
    const world = await takenOff()
    const { server, a, pageA } = world
    const mend = cutStore(server)
    await comesBack(world)
    await answer(pageA, 'local')
    await inTheCloud(pageA)
    expect(pageA.sync.status.get().durability).toBe('on-this-device')
    expect(await clipOn(pageA)).toMatchObject({ onThisDevice: true, inTheCloud: false })
    pageA.kill()
    const again = a.open()
    await until(() => again.sync.status.get().activity.kind !== 'idle')
    expect(await clipOn(again)).toMatchObject({ onThisDevice: true, inTheCloud: false })
    mend()
    again.sync.retryNow()
    await allInTheCloud(again)
    expect(await clipElsewhere(world)).toBe(await clip.text())
  })

  /** Saved, and to be queued by the next page. */
  const bringBack = {
    'another device, which has none of the bytes,': async ({ a, b, pageA, pageB }: World) => {
      await pageA.sync.close()
      a.line.mend()
      await pageB.sync.close()
      b.host.projects.set('film', back)
      const bringing = b.open()
      await inTheCloud(bringing)
      await bringing.sync.close()
    },
    'the device that added it': async ({ a, pageA }: World) => {
      a.line.mend()
      pageA.connectivity.wake()
      await holds(a, 'without it')
      await pageA.sync.close()
      a.host.projects.set('film', back)
    },
  }
  test.each(Object.entries(bringBack))(
    '[UP34] is sent again where %s brings it back, wherever the page dies on the way',
    async (_, brings) => {
      for (let dieAt = 1; ; dieAt += 1) {
        const world = await takenOff()
        const { server, a } = world
        await brings(world)
        const mortal = a.open(dieAt)
        await until(async () => !mortal.page.alive || server.objects.objects.size === 1)
        const died = !mortal.page.alive
        mortal.kill()
        const next = a.open()
        await until(() => server.objects.objects.size > 0)
        await until(async () => (await clipOn(next))?.inTheCloud)
        expect(server.objects.objects.size).toBe(1)
        await next.sync.close()
        if (!died) return
      }
    },
  )

  test('[UP34] is shown as missing where its bytes are not, and sent by the device that has them when it hears of it', async () => {
    const { server, a, b, pageA, pageB } = await takenOff()
    await pageB.save(back)
    await inTheCloud(pageB)
    await until(async () => (await clipOn(pageB))?.inTheCloud === false)
    expect(await clipOn(pageB)).toMatchObject({ onThisDevice: false, transfer: { phase: 'missing' } })
    expect(pageB.sync.status.get().durability).toBe('in-the-cloud')
    a.line.mend()
    pageA.connectivity.wake()
    await holds(a, back.document)
    await until(async () => (await clipOn(pageA))?.transfer.phase === 'stored' && server.objects.objects.size === 1)
    b.clock.advance(60_000)
    await until(async () => (await clipOn(pageB))?.inTheCloud)
  })

  test('[UP34, PV7] is sent by a device that takes the other side of a conflict, which lists it', async () => {
    const world = await takenOff()
    const { pageA, pageB } = world
    await pageB.save(back)
    await inTheCloud(pageB)
    await pageA.save(edit('from A'))
    // Its write alone is to tell.
    world.server.beforeHandling = ({ method, url }) =>
      method === 'GET' && url.endsWith('/projects/film') ? 'lost' : undefined
    world.a.line.mend()
    pageA.connectivity.wake()
    await answer(pageA, 'remote')
    await until(() => world.server.objects.objects.size === 1)
    expect(await clipElsewhere(world)).toBe(await clip.text())
  })

  test('[UP34] is noted by a sync without media too, and sent once one with media runs', async () => {
    const world = await takenOff()
    const { a, pageA, server } = world
    await pageA.sync.close()
    a.line.mend()
    a.withMedia = false
    const plain = a.open()
    await holds(a, 'without it')
    await plain.save(back)
    await inTheCloud(plain)
    await plain.sync.close()
    expect(server.objects.objects.size).toBe(0)
    a.withMedia = true
    await allInTheCloud(a.open())
    expect(await clipElsewhere(world)).toBe(await clip.text())
  })
})
