import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { isPut, reply } from './server-answers.ts'
import { activity, inTheCloud, timePasses } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

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
