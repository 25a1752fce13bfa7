import { expect, test, vi } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { edit } from './memory-host.ts'
import { isPut, reply } from './server-answers.ts'
import { activity, inTheCloud, timePasses } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU2] a device renamed between a lost reply and the next try re-sends the same bytes', async () => {
  const world = newWorld()
  const sent: string[] = []
  world.server.beforeHandling = (request) => {
    if (isPut(request)) sent.push(String(request.body))
    return undefined
  }
  world.server.afterHandling = (request) => (isPut(request) && sent.length === 1 ? 'lost' : undefined)
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  page.kill()
  world.a.name = 'studio, newer browser'
  const again = world.a.open()
  await inTheCloud(again)
  expect(sent[1]).toBe(sent[0])
})

test('[QU2] content that is queued already keeps the bytes it was first written with', async () => {
  const world = newWorld()
  world.a.line.cut()
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  const key = [...world.a.disk.tables.keys()].find((one) => one.startsWith('documents/')) ?? ''
  // As another version of the browser would pack the same content.
  const packed = {
    schemaVersion: 1,
    name: 'Film',
    assetIds: [],
    document: { kind: 'inline', encoding: 'gzip', data: 'AAAA' },
  }
  world.a.disk.tables.set(key, packed)
  await page.save(edit('two'))
  await until(() => JSON.stringify([...world.a.disk.tables]).includes('two'))
  await page.save(edit('one'))
  await until(() => !JSON.stringify([...world.a.disk.tables]).includes('two'))
  expect(world.a.disk.tables.get(key)).toEqual(packed)
})

test('[QU1] an app whose status listener throws saves and syncs as ever', async () => {
  const world = newWorld()
  const page = world.a.open()
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const fault = new RangeError('a fault of the app')
  page.sync.status.subscribe(() => {
    throw fault
  })
  page.sync.projects.subscribe(() => {
    throw fault
  })
  page.sync.conflicts.subscribe(() => {
    throw fault
  })
  expect(await page.save(edit('one'))).toBe('saved one')
  await inTheCloud(page)
  expect(reported).toContain(fault)
  vi.unstubAllGlobals()
})

test('[ST1] two tabs save at once, and queue in the other order: what the app holds is what is sent', async () => {
  const world = await sharedProject()
  const other = world.a.open()
  await until(() => other.sync.status.get().activity.kind === 'idle')
  // The tab of the first save is slow to queue; the second save is in the app's store by then.
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = world.pageA.sync.afterSave(async (saved: ReturnType<typeof edit>) => {
    await world.a.host.save(saved)
    await held
  })(edit('first'))
  await other.save(edit('second'))
  await inTheCloud(other)
  release()
  await first
  await turnsPass(20)
  await inTheCloud(world.pageA)
  expect(world.a.host.projects.get('film')?.document).toBe('second')
  expect(await inCloudNow(world)).toBe('second')
})

test('[ST1, LS3] a queued content that cannot be read any more is queued anew from the app’s store', async () => {
  const world = await sharedProject()
  const claimed: string[] = []
  world.a.line.cut()
  await world.pageA.save(edit('two'))
  await activity(world.pageA, 'waiting')
  for (const key of world.a.disk.tables.keys()) if (key.startsWith('documents/')) world.a.disk.tables.set(key, 'rust')
  world.a.line.mend()
  let arrived = false
  world.server.afterHandling = (request) => {
    if (isPut(request)) arrived = true
    return undefined
  }
  world.pageA.sync.status.subscribe(({ projects }) => {
    if (!arrived) claimed.push(projects.film?.durability ?? '')
  })
  world.pageA.sync.retryNow()
  await until(() => arrived)
  await inTheCloud(world.pageA)
  expect(claimed).not.toContain('in-the-cloud')
  expect(await inCloudNow(world)).toBe('two')
})

test('[QU6] a clock that is set back a day prolongs no wait', async () => {
  const world = newWorld()
  let failing = true
  world.server.beforeHandling = (request) =>
    isPut(request) && failing ? reply(500, '{"message":"Internal Server Error"}') : undefined
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  world.a.clock.setBack(86_400_000)
  await page.save(edit('other', { id: 'zoo' }))
  await activity(page, 'waiting', 'zoo')
  failing = false
  const startMs = world.a.clock.nowMs()
  await timePasses(world.a, page)
  expect(world.a.clock.nowMs() - startMs).toBeLessThan(3_600_000)
})

test('[LS2] storage that failed once and works again is not called degraded any more', async () => {
  const world = newWorld()
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  world.a.disk.refusal = new StorageFull()
  page.connectivity.wake()
  await until(() => page.sync.status.get().activity.kind === 'storage-degraded')
  world.a.disk.refusal = undefined
  page.connectivity.wake()
  await until(() => page.sync.status.get().activity.kind === 'idle')
})
