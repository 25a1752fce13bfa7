import { expect, test, vi } from 'vitest'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { turn, turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU9] pause stops sending and survives a reload; saving and queueing go on', async () => {
  const world = newWorld()
  let requests = 0
  world.server.beforeHandling = () => {
    requests += 1
    return undefined
  }
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  await page.sync.pause()
  const asked = requests
  await page.save(edit('one'))
  await activity(page, 'paused')
  page.kill()
  const again = world.a.open()
  await activity(again, 'paused')
  await again.save(edit('two'))
  again.sync.retryNow()
  world.a.clock.advance(3_600_000)
  await until(() => JSON.stringify([...world.a.disk.tables]).includes('"data":"two"'))
  expect(requests).toBe(asked)
  expect(again.sync.status.get().activity).toEqual({ kind: 'paused' })
  await again.sync.resume()
  await inTheCloud(again)
  expect(await inCloudNow(world)).toBe('two')
})

test('[QU10] close may be repeated and leaves no timer, listener or lock', async () => {
  const { a, b, pageA, pageB } = await sharedProject()
  b.line.cut()
  await pageB.save(edit('two'))
  await activity(pageB, 'waiting')
  for (const [device, page] of [
    [a, pageA],
    [b, pageB],
  ] as const) {
    await Promise.all([page.sync.close(), page.sync.close()])
    await page.sync.close()
    expect(device.clock.timers).toBe(0)
    expect(device.origin.traces()).toBe(0)
    expect(page.connectivity.listeners).toBe(0)
  }
  // What was queued is still there for the next session.
  b.line.mend()
  await inTheCloud(b.open())
})

test('[QU10] closed while a file is fetched, it lets go of the lock on it before it says that it is closed', async () => {
  const { server, a, b } = newWorld()
  const pages = [a, b].map((device) => {
    device.withMedia = true
    return device.open()
  }) as [OpenPage, OpenPage]
  await pages[0].save(edit('one'))
  const { assetId } = await pages[0].sync.assets.add('film', new File(['a clip'], 'clip.mp4'))
  await until(() => pages[0].sync.status.get().durability === 'in-the-cloud')
  await pages[1].sync.projects.open('film')
  let isAsked = false
  server.beforeHandling = ({ method, url }) => {
    if (method !== 'GET' || !url.startsWith(server.storeUrl)) return undefined
    isAsked = true
    return new Promise(() => undefined)
  }
  // What is written is given up a while after it was told to end.
  const { write } = b.media
  b.media.write = (...given) =>
    write.apply(b.media, given).finally(async () => {
      await turnsPass(10)
    })
  const opened = pages[1].sync.assets.open('film', assetId)
  await until(() => isAsked)
  const refused = expect(opened).rejects.toThrow()
  await pages[1].sync.close()
  expect(b.origin.traces()).toBe(0)
  await refused
})

test('[QU10] a session closed before it has opened leaves nothing either', async () => {
  const { a } = newWorld()
  const page = a.open()
  await page.sync.close()
  expect([a.clock.timers, a.origin.traces(), page.connectivity.listeners]).toEqual([0, 0, 0])
  expect(await page.save(edit('one'))).toBe('saved one')
})

test('[ST3] equal states are the same snapshot, and listeners hear of changes alone', async () => {
  const { pageA } = await sharedProject()
  const { status } = pageA.sync
  await until(() => status.get().activity.kind === 'idle')
  const before = status.get()
  const heard: unknown[] = []
  const unsubscribe = status.subscribe((snapshot) => heard.push(snapshot))
  pageA.connectivity.wake()
  await turn()
  expect(status.get()).toBe(before)
  await pageA.save(edit('two'))
  await inTheCloud(pageA)
  expect(new Set(heard).size).toBe(heard.length)
  unsubscribe()
  const count = heard.length
  await pageA.save(edit('three'))
  await inTheCloud(pageA)
  expect(heard).toHaveLength(count)
})

test('[ST1] at no moment does the status claim more than the replies and the rows', async () => {
  const world = newWorld()
  const acknowledged = new Set<string>()
  world.server.afterHandling = (request, reply) => {
    if (request.method === 'PUT' && reply.status === 200)
      acknowledged.add((JSON.parse(String(request.body)) as { document: { data: string } }).document.data)
    return undefined
  }
  const page = world.a.open()
  let newest = ''
  page.sync.status.subscribe(({ projects }) => {
    if (projects.film?.durability === 'in-the-cloud') expect(acknowledged).toContain(newest)
    if (projects.film?.durability === 'on-this-device') expect(world.a.host.projects.get('film')?.document).toBe(newest)
  })
  for (const document of ['one', 'two', 'three', 'four']) {
    newest = document
    await page.save(edit(document))
    if (document !== 'two') await inTheCloud(page)
  }
  expect(acknowledged).toContain('four')
})

test('tabs of one device: every tab queues, the one that leads sends, and the next one leads when it dies', async () => {
  const world = newWorld()
  const leader = world.a.open()
  await until(() => leader.sync.status.get().activity.kind === 'idle')
  const follower = world.a.open()
  await follower.save(edit('from the follower'))
  await inTheCloud(leader)
  await inTheCloud(follower)
  expect(follower.page.moments).toBeGreaterThan(0)
  leader.kill()
  await follower.save(edit('after the leader died'))
  await inTheCloud(follower)
  expect(await inCloudNow(world)).toBe('after the leader died')
})

test('a pause in one tab is a pause in all, and a conflict met by one is answered in another', async () => {
  const world = await sharedProject()
  const other = world.a.open()
  await other.sync.pause()
  await until(() => world.pageA.sync.status.get().activity.kind === 'paused')
  await world.pageB.save(edit('from B'))
  await inTheCloud(world.pageB)
  await other.save(edit('from A'))
  await other.sync.resume()
  const shown = await activity(other, 'conflict')
  await other.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'remote')
  await inTheCloud(world.pageA)
  expect(world.a.host.projects.get('film')?.document).toBe('from B')
})

test('an edit equal to what was acknowledged is not sent', async () => {
  const world = await sharedProject()
  const puts: ServerRequest[] = []
  world.server.beforeHandling = (request) => {
    if (request.method === 'PUT') puts.push(request)
    return undefined
  }
  await world.pageA.save(edit('one'))
  await inTheCloud(world.pageA)
  await world.pageA.save(edit('two'))
  await inTheCloud(world.pageA)
  expect(puts).toHaveLength(1)
})

test('[QU1] a save is answered before its document is packed, where the browser can let others go first', async () => {
  const { a } = newWorld()
  let goOn: () => void = () => undefined
  const yielded = new Promise<void>((resolve) => {
    goOn = resolve
  })
  vi.stubGlobal('scheduler', { yield: () => yielded })
  try {
    const page = a.open()
    expect(await page.save(edit('one'))).toBe('saved one')
    expect([...a.disk.tables.keys()].some((key) => key.startsWith('documents/'))).toBe(false)
    goOn()
    await inTheCloud(page)
  } finally {
    vi.unstubAllGlobals()
  }
})
