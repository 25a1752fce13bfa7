import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { isPut, problem, reply } from './server-answers.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { holds, inCloudNow, newWorld, sharedProject } from './world.ts'

test('[QU2] a write whose reply was lost is sent again byte for byte, and made once', async () => {
  const world = newWorld()
  const sent: string[] = []
  world.server.beforeHandling = (request) => {
    if (isPut(request)) sent.push(String(request.body))
    return undefined
  }
  world.server.afterHandling = (request) => (isPut(request) && sent.length === 1 ? 'lost' : undefined)
  const page = world.a.open()
  await page.save(edit('one'))
  const waiting = await activity(page, 'waiting')
  await page.save(edit('two'))
  world.a.clock.advance(waiting.kind === 'waiting' ? waiting.untilMs - world.a.clock.nowMs() : 0)
  await inTheCloud(page)
  expect(sent).toHaveLength(3)
  expect(sent[1]).toBe(sent[0])
  expect(sent[2]).toContain('two')
  expect((await page.sync.projects.list())[0]).toMatchObject({ version: 2 })
})

test('[QU2, RE1] a lost reply with another device’s write in between: the next edit still conflicts with that write', async () => {
  const world = await sharedProject()
  let losing = true
  world.server.afterHandling = (request) => (isPut(request) && losing ? 'lost' : undefined)
  await world.pageA.save(edit('A2'))
  await activity(world.pageA, 'waiting')
  losing = false
  world.pageB.connectivity.wake()
  await holds(world.b, 'A2')
  await world.pageB.save(edit('B3'))
  await inTheCloud(world.pageB)
  await world.pageA.save(edit('A-next'))
  world.pageA.sync.retryNow()
  await activity(world.pageA, 'conflict')
  const [conflict] = await world.pageA.sync.conflicts.list()
  expect(conflict).toMatchObject({ local: { project: edit('A-next') }, remote: { project: edit('B3'), version: 3 } })
})

test('a lost reply with another device’s write in between, and nothing more to send: that write is fetched', async () => {
  const world = await sharedProject()
  let losing = true
  world.server.afterHandling = (request) => (isPut(request) && losing ? 'lost' : undefined)
  await world.pageA.save(edit('A2'))
  await activity(world.pageA, 'waiting')
  losing = false
  world.pageB.connectivity.wake()
  await holds(world.b, 'A2')
  await world.pageB.save(edit('B3'))
  await inTheCloud(world.pageB)
  world.pageA.sync.retryNow()
  await holds(world.a, 'B3')
  expect(await world.pageA.sync.conflicts.list()).toEqual([])
})

test('[QU6, ST2] 429 with Retry-After is waited out in full, and the status says until when and why', async () => {
  const world = newWorld()
  let puts = 0
  world.server.beforeHandling = (request) => {
    if (!isPut(request)) return undefined
    puts += 1
    return puts === 1 ? reply(429, '{"message":"Too Many Requests"}', { 'retry-after': '30' }) : undefined
  }
  const page = world.a.open()
  await page.save(edit('one'))
  const waiting = await activity(page, 'waiting')
  const startMs = world.a.clock.nowMs()
  expect(waiting).toEqual({ kind: 'waiting', untilMs: startMs + 30_500, reason: 'The gateway answered 429.' })
  world.a.clock.advance(30_499)
  expect(puts).toBe(1)
  world.a.clock.advance(1)
  await inTheCloud(page)
  expect(puts).toBe(2)
})

test('[QU6] a server that fails for an hour is asked for an hour, ever more seldom, and the edit arrives', async () => {
  const world = newWorld()
  const putsAtMs: number[] = []
  const startMs = world.a.clock.nowMs()
  world.server.beforeHandling = (request) => {
    if (!isPut(request)) return undefined
    putsAtMs.push(world.a.clock.nowMs() - startMs)
    return world.a.clock.nowMs() - startMs < 3_600_000 ? reply(500, '{"message":"Internal Server Error"}') : undefined
  }
  const page = world.a.open()
  await page.save(edit('one'))
  while (world.a.clock.nowMs() - startMs <= 3_600_000) {
    const waiting = await activity(page, 'waiting')
    if (waiting.kind === 'waiting') world.a.clock.advance(waiting.untilMs - world.a.clock.nowMs())
    await until(() => page.sync.status.get().projects.film?.activity !== waiting)
  }
  await inTheCloud(page)
  expect(putsAtMs.length).toBeGreaterThan(60)
  expect(putsAtMs.length).toBeLessThan(200)
})

test('[QU11] HTML with status 200, as a captive portal gives, is no success', async () => {
  const world = newWorld()
  let portal = true
  world.server.beforeHandling = () => (portal ? reply(200, '<html>Welcome to the train</html>') : undefined)
  const page = world.a.open()
  await page.save(edit('one'))
  expect(await activity(page, 'waiting')).toMatchObject({ reason: expect.stringContaining('Wi-Fi') })
  expect(page.sync.status.get().durability).toBe('on-this-device')
  portal = false
  page.sync.retryNow()
  await inTheCloud(page)
})

test('[QU8, ST2] what the server refuses for good is parked with its code, and another edit tries again', async () => {
  const world = newWorld()
  const detail = 'The document is too large.'
  world.server.beforeHandling = (request) =>
    isPut(request) && String(request.body).includes('huge')
      ? problem('document-too-large', detail, { limitBytes: 9 })
      : undefined
  const page = world.a.open()
  await page.save(edit('huge'))
  expect(await activity(page, 'blocked')).toEqual({ kind: 'blocked', code: 'document-too-large', detail })
  await page.save(edit('small'))
  await inTheCloud(page)
  expect(await inCloudNow(world)).toBe('small')
})

test('[QU6] what was edited offline goes out when the line is back', async () => {
  const world = newWorld()
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  world.a.line.cut()
  await page.save(edit('one'))
  await activity(page, 'waiting')
  await page.save(edit('two'))
  expect(page.sync.status.get().reachable).toBe(false)
  world.a.line.mend()
  page.connectivity.wake()
  await inTheCloud(page)
  expect(page.sync.status.get().reachable).toBe(true)
  expect(await inCloudNow(world)).toBe('two')
})

test('[QU6] a poll that is answered again ends the wait of every lane', async () => {
  const world = newWorld()
  world.a.fraction = 0.99
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  world.a.line.cut()
  await page.save(edit('one'))
  for (let failures = 0; failures < 7; failures += 1) {
    const waiting = await activity(page, 'waiting')
    if (waiting.kind === 'waiting') world.a.clock.advance(waiting.untilMs - world.a.clock.nowMs())
    await until(() => page.sync.status.get().projects.film?.activity !== waiting)
  }
  await activity(page, 'waiting')
  world.a.line.mend()
  page.connectivity.wake()
  await inTheCloud(page)
})

test('an answer that never comes is given up after 45 s', async () => {
  const world = newWorld()
  let hanging = true
  const page = world.a.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  let asked = 0
  world.server.beforeHandling = (request) => {
    if (isPut(request)) asked += 1
    return hanging ? new Promise(() => undefined) : undefined
  }
  await page.save(edit('one'))
  await until(() => asked === 1)
  world.a.clock.advance(45_000)
  expect(await activity(page, 'waiting')).toMatchObject({ reason: 'The request was not answered in time.' })
  hanging = false
  page.sync.retryNow()
  await inTheCloud(page)
})
