import { describe, expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { allInTheCloud, clipOn, sharedClip } from './taken-off.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'

function countPresigns(server: MemoryServer): () => number {
  let count = 0
  server.beforeHandling = ({ url }) => {
    if (url.endsWith('/media/presign')) count += 1
    return undefined
  }
  return () => count
}

describe('an answer that is older than an upload', () => {
  test('[UP35] takes nothing back that became stored while it was on its way', async () => {
    const { server, a, pageA } = await sharedClip()
    let release = () => {}
    const isHeld = new Promise<void>((resolve) => {
      server.afterHandling = ({ method, url }) => {
        if (method !== 'PUT' || !url.endsWith('/projects/film')) return undefined
        server.afterHandling = () => undefined
        resolve()
        return new Promise((answered) => {
          release = () => answered(undefined)
        })
      }
    })
    await pageA.save(edit('two', { assetIds: ['clip', 'next'] }))
    await isHeld
    const presigns = countPresigns(server)
    await pageA.sync.assets.add('film', new File(['next'], 'next.mp4'), { assetId: 'next' })
    const next = async () => (await pageA.sync.assets.list('film')).find(({ assetId }) => assetId === 'next')
    await until(async () => (await next())?.inTheCloud)
    release()
    await allInTheCloud(pageA)
    expect(presigns()).toBe(1)
    expect((await next())?.inTheCloud).toBe(true)
    expect(a.host.projects.get('film')?.document).toBe('two')
  })
})

describe('what the cloud lists of a project', () => {
  const forget = ({ database, objects }: MemoryServer) => {
    for (const rows of [database.media, database.assets, objects.objects]) rows.clear()
  }

  test('[UP34, UP35] without a file of the version in force, read by two tabs, has it sent again, once', async () => {
    const { server, a, pageA } = await sharedClip()
    const follower = a.open()
    await clipOn(follower)
    await clipOn(pageA)
    forget(server)
    a.clock.advance(10_000)
    const presigns = countPresigns(server)
    await Promise.all([clipOn(follower), clipOn(pageA)])
    await until(() => server.objects.objects.size === 1)
    await until(async () => (await clipOn(follower))?.inTheCloud && (await clipOn(pageA))?.inTheCloud)
    expect(presigns()).toBe(1)
  })

  test('[UP35] without a file that no version lists any more leaves that where it is', async () => {
    const { server, a, pageA } = await sharedClip()
    await pageA.save(edit('without it'))
    await inTheCloud(pageA)
    await clipOn(pageA)
    forget(server)
    a.clock.advance(10_000)
    const presigns = countPresigns(server)
    let listed = false
    server.afterHandling = ({ method, url }) => {
      listed ||= method === 'GET' && url.endsWith('/media')
      return undefined
    }
    await clipOn(pageA)
    await until(() => listed)
    await turnsPass(100)
    expect(presigns()).toBe(0)
    expect(await clipOn(pageA)).toMatchObject({ onThisDevice: true })
  })
})
