import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { mostRetries } from '../../../client-lib/retry/retry-budget.ts'
import { edit } from './memory-host.ts'
import { isPut, reply } from './server-answers.ts'
import { activity, inTheCloud, type OpenPage, passTime, type SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

const minuteMs = 60_000
const ids = Array.from({ length: 12 }, (_, i) => `film-${i}`)
const isFailing = ({ sync }: OpenPage, id: string) => sync.status.get().projects[id]?.activity.kind === 'waiting'

/** Twelve projects that a server refuses to take, for so long that the budget is spent. */
async function spentOnDocuments() {
  const world = newWorld()
  const state = { failing: true, puts: 0 }
  world.server.beforeHandling = (request) => {
    if (!isPut(request)) return undefined
    state.puts += 1
    return state.failing ? reply(503, '{"message":"Service Unavailable"}') : undefined
  }
  const page = world.a.open()
  for (const id of ids) await page.save(edit('one', { id }))
  await until(() => ids.every((id) => isFailing(page, id)))
  await passMinutes(world.a, page, 30)
  return { world, page, state }
}

async function passMinutes({ clock }: SyncDevice, page: OpenPage, minutes: number): Promise<void> {
  for (const endMs = clock.nowMs() + minutes * minuteMs; clock.nowMs() < endMs; ) {
    clock.advance(5000)
    await turnsPass(20)
    for (const { activity } of Object.values(page.sync.status.get().projects)) {
      if (activity.kind === 'waiting') expect(activity.untilMs).toBeGreaterThanOrEqual(clock.nowMs() - 5000)
    }
  }
}

test('[QU15, ST2] twelve projects that all fail are retried no more than the budget has it, and each says until when', async () => {
  const { page } = await spentOnDocuments()
  const { documents, poll } = (await diagnose(page.sync)).tries
  expect(documents.fresh).toBe(ids.length)
  expect(documents.retried).toBeGreaterThan(mostRetries)
  expect(documents.retried).toBeLessThanOrEqual(mostRetries + documents.fresh + poll.fresh + 30)
  expect(documents.recovered).toBe(0)
  expect(ids.every((id) => isFailing(page, id))).toBe(true)
})

test('[QU15] once one comes through the others follow at once, and nothing was dropped', async () => {
  const { world, page, state } = await spentOnDocuments()
  state.failing = false
  await passMinutes(world.a, page, 2)
  for (const id of ids) await inTheCloud(page, id)
  expect((await diagnose(page.sync)).tries.documents.recovered).toBe(ids.length)
})

test('[QU15, CF1] one that meets a conflict has come through as well: the others do not wait a minute each', async () => {
  const { world, page, state } = await spentOnDocuments()
  state.failing = false
  const other = world.b.open()
  for (const id of ids) {
    await other.save(edit('of the other', { id }))
    await inTheCloud(other, id)
  }
  await passMinutes(world.a, page, 2)
  for (const id of ids) await activity(page, 'conflict', id)
  expect((await diagnose(page.sync)).tries.documents.recovered).toBe(ids.length)
})

test('[QU15] the user’s word sends one at once, though the budget is spent', async () => {
  const { page, state } = await spentOnDocuments()
  state.failing = false
  page.sync.retryNow()
  for (const id of ids) await inTheCloud(page, id)
})

test('[QU15] the user’s word lets one more go, and no other, while a look at the cloud that would pay for one hangs', async () => {
  const { world, page, state } = await spentOnDocuments()
  const { beforeHandling } = world.server
  let looks = 0
  world.server.beforeHandling = (request) => {
    if (isPut(request)) return beforeHandling(request)
    looks += 1
    return new Promise(() => {})
  }
  await passTime(world.a, () => looks > 0)
  const before = state.puts
  page.sync.retryNow()
  await until(() => state.puts > before)
  await turnsPass()
  expect(state.puts).toBe(before + 1)
})

test('[QU15] nobody is held for ever: with nothing fresh at all each is tried, one a minute', async () => {
  const { world, page } = await spentOnDocuments()
  world.a.line.cut()
  const before = (await diagnose(page.sync)).tries
  const tried = new Set<string>()
  const stop = page.sync.status.subscribe(({ projects }) => {
    for (const [id, { activity }] of Object.entries(projects)) if (activity.kind === 'syncing') tried.add(id)
  })
  await passMinutes(world.a, page, 30)
  stop()
  const { documents, poll } = (await diagnose(page.sync)).tries
  const retried = documents.retried - before.documents.retried + poll.retried - before.poll.retried
  expect(documents.fresh).toBe(before.documents.fresh)
  expect(retried).toBeLessThanOrEqual(31 + mostRetries)
  expect([...tried].sort()).toEqual([...ids].sort())
})

test('[QU15] files share the budget: while it is spent they wait, say until when, and go on once something comes through', async () => {
  const world = newWorld()
  world.a.withMedia = true
  const page = world.a.open()
  await page.save(edit('one'))
  await inTheCloud(page)
  let failing = true
  world.server.beforeHandling = ({ url }) =>
    failing && url.includes('/media') ? reply(503, '{"message":"Service Unavailable"}') : undefined
  for (let i = 0; i < 8; i += 1)
    await page.sync.assets.add('film', new File([`clip ${i}`], `${i}.mp4`, { type: 'video/mp4' }), { assetId: `c${i}` })
  await passMinutes(world.a, page, 20)
  const { media, poll } = (await diagnose(page.sync)).tries
  expect(media.retried).toBeGreaterThan(mostRetries)
  expect(media.retried).toBeLessThanOrEqual(mostRetries + media.fresh + poll.fresh + 1 + 20)
  const shown = page.sync.status.get().activity
  expect(shown.kind === 'waiting' && shown.untilMs >= world.a.clock.nowMs() - 5000).toBe(true)
  failing = false
  await passTime(world.a, () => page.sync.status.get().uploads.open === 0)
  expect(page.sync.status.get().durability).toBe('in-the-cloud')
})

test('[QU15] what is asked for anew is sent whatever the budget says: an edit goes out at once', async () => {
  const { page, state } = await spentOnDocuments()
  state.failing = false
  await page.save(edit('one', { id: 'new' }))
  await inTheCloud(page, 'new')
  await activity(page, 'idle', 'new')
})
