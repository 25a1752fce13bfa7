import { expect, test } from 'vitest'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { edit } from './memory-host.ts'
import { isPut, problem } from './server-answers.ts'
import { activity, inTheCloud, type OpenPage, passTime } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

const detail = 'This version of the app is too old. Reload it.'
const code = 'upgrade-required'
const refusal = problem(code, detail, { supported: [2] })
const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const phaseOf = async ({ sync }: OpenPage) => (await sync.assets.list('film'))[0]?.transfer.phase

/** A device with an edit and a file, whose server does not speak its contract: some requests of it, or none. */
async function parked(isRefused: (request: ServerRequest) => boolean) {
  const world = newWorld()
  world.a.withMedia = true
  const before = world.a.open()
  await before.save(edit('one'))
  await inTheCloud(before)
  await before.sync.close()
  const state = { upgraded: false, asked: 0 }
  world.server.beforeHandling = (request) => {
    if (state.upgraded || !request.url.startsWith(world.server.apiUrl) || !isRefused(request)) return undefined
    state.asked += 1
    return refusal
  }
  const page = world.a.open()
  await page.save(edit('two'))
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  await activity(page, 'blocked')
  await until(async () => (await phaseOf(page)) === 'blocked')
  return { world, page, state }
}

test('[QU16, ST2] where the server speaks another contract, queue, files and polls are parked and say so; nothing is dropped', async () => {
  const { world, page, state } = await parked(() => true)
  await until(() => page.sync.status.get().activity.kind === 'blocked')
  expect(page.sync.status.get()).toMatchObject({
    durability: 'on-this-device',
    activity: { kind: 'blocked', code: 'upgrade-required', detail },
    projects: {
      film: { durability: 'on-this-device', activity: { kind: 'blocked', code: 'upgrade-required', detail } },
    },
    uploads: { open: 1 },
  })
  const asked = state.asked
  const hourMs = 3_600_000
  const endMs = world.a.clock.nowMs() + hourMs
  await passTime(world.a, () => world.a.clock.nowMs() >= endMs)
  // Polls alone, at their own pace.
  expect(state.asked - asked).toBeLessThanOrEqual(hourMs / 20_000)
  expect(world.a.host.projects.get('film')?.document).toBe('two')
})

test('[QU16] once the server speaks it, all is taken up without anybody’s word', async () => {
  const { world, page, state } = await parked(() => true)
  state.upgraded = true
  await passTime(world.a, () => page.sync.status.get().durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('two')
  expect(await phaseOf(page)).toBe('stored')
  expect(page.sync.status.get().activity).toEqual({ kind: 'idle' })
})

test('[QU16] so it is where polls were answered all along, as while a server is being replaced', async () => {
  const { world, page, state } = await parked((request) => isPut(request) || request.url.includes('/media'))
  const asked = state.asked
  await passTime(world.a, () => state.asked > asked + 2)
  state.upgraded = true
  await passTime(world.a, () => page.sync.status.get().durability === 'in-the-cloud')
  expect(await inCloudNow(world)).toBe('two')
  expect(await phaseOf(page)).toBe('stored')
})

test('[QU16] an app that was updated and loaded anew takes it up at once', async () => {
  const { world, page, state } = await parked(() => true)
  page.kill()
  state.upgraded = true
  const updated = world.a.open()
  await inTheCloud(updated)
  await until(async () => (await phaseOf(updated)) === 'stored')
  expect(await inCloudNow(world)).toBe('two')
})
