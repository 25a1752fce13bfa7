import { expect, test } from 'vitest'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { isPut, problem, reply } from './server-answers.ts'
import { activity, inTheCloud, SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { watched } from './watched-requests.ts'
import { newWorld, sharedProject } from './world.ts'

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

test('[QU21] a version that cannot be unpacked is named, and fetched once, until another takes its place', async () => {
  const world = await sharedProject()
  let asked = 0
  world.server.afterHandling = ({ method, url }, answer) => {
    if (method !== 'GET' || !url.endsWith('/film')) return undefined
    asked += 1
    const project = JSON.parse(new TextDecoder().decode(answer.body))
    if (project.version > 2) return undefined
    const document = { kind: 'inline', encoding: 'gzip', data: 'AAAA' }
    return { ...answer, body: new TextEncoder().encode(JSON.stringify({ ...project, document })) }
  }
  await world.pageA.save(edit('two'))
  await inTheCloud(world.pageA)
  const { pageB } = world
  const shown = () => pageB.sync.status.get().projects.film
  pageB.connectivity.wake()
  await until(() => shown()?.activity.kind === 'blocked')
  expect(shown()).toMatchObject({ activity: { code: 'document-unreadable' } })
  const requests = watched(world.server)
  pageB.connectivity.wake()
  await until(() => requests.includes('GET api'))
  await turnsPass()
  expect(asked).toBe(1)
  expect(shown()?.activity.kind).toBe('blocked')
  await world.pageA.save(edit('three'))
  await inTheCloud(world.pageA)
  pageB.connectivity.wake()
  await until(() => world.b.host.projects.get('film')?.document === 'three')
  await until(() => shown()?.activity.kind === 'idle')
})

test('[QU5] so does one whose document the store cannot be reached for; the cloud counts as reached', async () => {
  const world = await sharedProject()
  await world.pageA.save(edit('one', { id: 'zoo' }))
  await inTheCloud(world.pageA, 'zoo')
  await world.pageB.sync.projects.open('zoo')
  await world.pageA.save(edit(largeText(200_000)))
  await world.pageA.save(edit('two', { id: 'zoo' }))
  await inTheCloud(world.pageA)
  await inTheCloud(world.pageA, 'zoo')
  world.server.beforeHandling = ({ url }) => (url.startsWith(world.server.storeUrl) ? 'lost' : undefined)
  world.pageB.connectivity.wake()
  await until(() => world.b.host.projects.get('zoo')?.document === 'two')
  expect(world.pageB.sync.status.get().reachable).toBe(true)
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
  device.disk.tables.set('device/whole-list', { schemaVersion: 1, kind: 'whole-list', atMs: device.clock.nowMs() })
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
  await turnsPass(20)
  expect(world.b.host.projects.get('film')?.document).toBe('one')
})

test('[QU6, LS3] a wait longer than any row could keep is cut to a day, and the lane is still readable', async () => {
  const world = newWorld()
  world.server.beforeHandling = (request) =>
    isPut(request) ? problem('unavailable', 'Later.', { retryAfterMs: 1e300 }) : undefined
  const page = world.a.open()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  page.kill()
  world.server.beforeHandling = () => undefined
  const again = world.a.open()
  await inTheCloud(again)
  expect(world.a.disk.setAside).toEqual([])
})

function zooHeaders(world: { server: { tokens: { access(user: string): string } } }): Record<string, string> {
  return { authorization: `Bearer ${world.server.tokens.access('ada')}`, 'x-reelsync-contract': '1' }
}

test('[QU6] a time that no server means, asked for by Retry-After, holds up polls for a day at most', async () => {
  const { server, a } = newWorld()
  const looks: number[] = []
  server.beforeHandling = ({ method }) => {
    if (method !== 'GET') return undefined
    looks.push(a.clock.nowMs())
    return reply(503, '{"message":"busy"}', { 'retry-after': '999999999' })
  }
  a.open()
  await until(() => looks.length === 1 && a.clock.timers > 0)
  for (let hours = 0; hours < 25; hours += 1) {
    a.clock.advance(3_600_000)
    await turnsPass()
    if (hours === 22) expect(looks).toHaveLength(1)
  }
  expect(looks).toHaveLength(2)
})

test('[QU11] a 304 that nobody asked for, as of a cache between, is no answer', async () => {
  const { server } = await sharedProject()
  const other = new SyncDevice(server, 'tablet')
  server.beforeHandling = ({ method }) => (method === 'GET' ? reply(304) : undefined)
  const page = other.open()
  await expect(page.sync.projects.open('film')).rejects.toMatchObject({ name: 'UnexpectedReply', status: 304 })
})
