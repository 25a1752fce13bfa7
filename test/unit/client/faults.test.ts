import { expect, test, vi } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { bytesOf, type ServerReply, type ServerRequest } from '../../server/http-message.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

const isPut = ({ method }: ServerRequest) => method === 'PUT'
const reply = (status: number, body = '', headers: Record<string, string> = {}): ServerReply => ({
  ...{ status, headers },
  body: bytesOf(body),
})

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

test('[QU10] a token that never comes is given up after a while, and holds up no close', async () => {
  const world = newWorld()
  let asked = 0
  world.a.getToken = () => {
    asked += 1
    return new Promise(() => undefined)
  }
  const page = world.a.open()
  await page.save(edit('one'))
  // One for the poll, one for the write.
  await until(() => asked === 2)
  world.a.clock.advance(45_000)
  await activity(page, 'waiting')
  world.a.getToken = async () => world.server.tokens.access('ada')
  page.sync.retryNow()
  await inTheCloud(page)
  world.a.getToken = () => new Promise(() => undefined)
  await page.save(edit('two'))
  await page.sync.close()
  expect(world.a.clock.timers).toBe(0)
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
  for (let turns = 0; turns < 20; turns += 1) await turn()
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

test('[QU7] a write refused for a token while the poll is answered goes on by itself', async () => {
  const world = newWorld()
  let refusing = true
  world.server.beforeHandling = (request) =>
    isPut(request) && refusing
      ? reply(401, '{"message":"Unauthorized"}', { 'content-type': 'application/json' })
      : undefined
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  refusing = false
  await timePasses(world.a, page)
})

test('[QU12, ST2] a token of another account is told apart from none, and ends when the right one is back', async () => {
  const world = newWorld()
  world.a.getToken = async () => world.server.tokens.access('bob')
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'needs-auth')
  await until(() => page.sync.status.get().activity.kind === 'blocked')
  expect(page.sync.status.get().activity).toMatchObject({
    code: 'other-account',
    detail: expect.stringContaining('bob'),
  })
  world.a.getToken = async () => world.server.tokens.access('ada')
  page.connectivity.wake()
  await inTheCloud(page)
  await until(() => page.sync.status.get().activity.kind === 'idle')
})

test('[QU5] a project whose fetch fails for ever holds up no other', async () => {
  const world = await sharedProject()
  await world.pageA.save(edit('one', { id: 'zoo' }))
  await inTheCloud(world.pageA, 'zoo')
  await world.pageB.sync.projects.open('zoo')
  world.server.beforeHandling = ({ method, url }) =>
    method === 'GET' && url.endsWith('/film') ? reply(500, '{"message":"Internal Server Error"}') : undefined
  await world.pageA.save(edit('two'))
  await world.pageA.save(edit('two', { id: 'zoo' }))
  await inTheCloud(world.pageA)
  await inTheCloud(world.pageA, 'zoo')
  world.pageB.connectivity.wake()
  await until(() => world.b.host.projects.get('zoo')?.document === 'two')
})

test('[RE2] what was listed before the next page failed is told of', async () => {
  const world = newWorld()
  const page = world.a.open()
  for (let made = 0; made < 101; made += 1) await page.save(edit('one', { id: `p${made}` }))
  await until(() => page.sync.status.get().durability === 'in-the-cloud')
  let failing = true
  world.server.beforeHandling = ({ url }) => (url.includes('cursor=') && failing ? 'lost' : undefined)
  const other = world.b.open()
  const told = new Set<string>()
  other.sync.projects.subscribe(({ projectId }) => told.add(projectId))
  await until(() => !other.sync.status.get().reachable)
  failing = false
  other.connectivity.wake()
  await until(() => told.size === 101)
})

test('[LI3] a since that the server does not take any more is answered by asking for the whole list', async () => {
  const world = await sharedProject()
  const urls: string[] = []
  const device = new SyncDevice(world.server, 'tablet')
  device.disk.tables.set('device/since', { schemaVersion: 1, kind: 'since', token: 'of_another_life' })
  world.server.afterHandling = ({ url }, { status }) => {
    if (url.includes('/api/projects')) urls.push(`${status} ${new URL(url).search}`)
    return undefined
  }
  const page = device.open()
  await until(async () => (await page.sync.projects.list()).length === 1)
  expect(urls.slice(0, 2)).toEqual(['400 ?since=of_another_life', '200 '])
  page.connectivity.wake()
  await until(() => urls.length === 3)
  expect(urls[2]).toMatch(/^200 \?since=/)
})

test('[QU11] an answer about another project, a version that cannot be, and a 304 to a write are no success', async () => {
  const world = await sharedProject()
  const answers = [
    reply(304),
    reply(200, JSON.stringify({ version: 1, currentVersion: 1, mediaRev: 0, updatedAtMs: 1, missingAssets: [] })),
  ]
  world.server.beforeHandling = (request) => (isPut(request) ? answers.shift() : undefined)
  await world.pageA.save(edit('two'))
  for (const left of [1, 0]) {
    expect(await activity(world.pageA, 'waiting')).toMatchObject({ reason: expect.stringContaining('contract') })
    expect(answers).toHaveLength(left)
    const shown = world.pageA.sync.status.get()
    world.pageA.sync.retryNow()
    await until(() => world.pageA.sync.status.get() !== shown)
  }
  await inTheCloud(world.pageA)
  await world.pageA.save(edit('of the zoo', { id: 'zoo' }))
  await inTheCloud(world.pageA, 'zoo')
  let mixedUp = 0
  world.server.beforeHandling = ({ method, url }) => {
    if (method !== 'GET' || !url.endsWith('/film')) return undefined
    mixedUp += 1
    return world.server.handle({
      method,
      url: url.replace('/film', '/zoo'),
      headers: zooHeaders(world),
      body: undefined,
    })
  }
  world.pageB.connectivity.wake()
  await until(() => mixedUp > 0)
  for (let turns = 0; turns < 20; turns += 1) await turn()
  expect(world.b.host.projects.get('film')?.document).toBe('one')
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

test('[QU6, LS3] a wait longer than any row could keep is cut to a day, and the lane is still readable', async () => {
  const world = newWorld()
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 503,
    detail: 'Later.',
    code: 'unavailable',
    requestId: 'r',
  }
  world.server.beforeHandling = (request) =>
    isPut(request) ? reply(503, JSON.stringify({ ...problem, retryAfterMs: 1e300 })) : undefined
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  page.kill()
  world.server.beforeHandling = () => undefined
  const again = world.a.open()
  await inTheCloud(again)
  expect(world.a.disk.setAside).toEqual([])
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

/** Lets time pass, slowly enough for answers to arrive in between, until the project is in the cloud. */
async function timePasses({ clock }: SyncDevice, { sync }: OpenPage): Promise<void> {
  await until(async () => {
    clock.advance(10_000)
    for (let turns = 0; turns < 50; turns += 1) await turn()
    return sync.status.get().projects.film?.durability === 'in-the-cloud'
  })
}

function zooHeaders(world: { server: { tokens: { access(user: string): string } } }): Record<string, string> {
  return { authorization: `Bearer ${world.server.tokens.access('ada')}`, 'x-reelsync-contract': '1' }
}
