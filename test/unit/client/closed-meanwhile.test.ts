import { expect, test } from 'vitest'
import { readUsage } from '../../../client-lib/account/read-usage.ts'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

const project = 'film'

/** The cloud has a project with a file, and B has neither. */
async function madeElsewhere() {
  const world = newWorld()
  for (const device of [world.a, world.b]) device.withMedia = true
  const page = world.a.open()
  await page.save(edit('one'))
  const { assetId } = await page.sync.assets.add(project, new File(['a clip'], 'clip.mp4'))
  await inTheCloud(page)
  await until(async () => (await page.sync.assets.list(project)).find((one) => one.inTheCloud))
  const asks = ({ sync }: ReturnType<SyncDevice['open']>): Record<string, () => Promise<unknown>> => ({
    'projects.open': () => sync.projects.open(project),
    'assets.open': () => sync.assets.open(project, assetId),
    'assets.url': () => sync.assets.url(project, assetId),
    'assets.keepOffline': () => sync.assets.keepOffline(project, assetId, true),
    readUsage: () => readUsage(sync),
  })
  return { ...world, asks }
}

test('[PK5] what waits for the cloud as the sync is closed is told that it was closed, and what is asked later asks nobody', async () => {
  const { b, asks } = await madeElsewhere()
  const page = b.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  let sent = 0
  b.line.send = ({ signal }) => {
    sent += 1
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  }
  const waiting = Object.entries(asks(page)).map(async ([name, ask]) => [name, await ask().catch(errorOf)])
  // Asset and address share one question.
  await until(() => sent >= waiting.length - 1)
  await page.sync.close()
  expect(await Promise.all(waiting)).toEqual(Object.keys(asks(page)).map((name) => [name, 'SyncClosed']))
  const before = sent
  for (const [name, ask] of Object.entries(asks(page))) await expect(ask(), name).rejects.toBeInstanceOf(SyncClosed)
  expect(sent).toBe(before)
})

test('[PK5] so is what waits for a token', async () => {
  const { b, asks } = await madeElsewhere()
  const page = b.open()
  await until(() => page.sync.status.get().activity.kind === 'idle')
  let asked = 0
  b.getToken = () => {
    asked += 1
    return new Promise(() => undefined)
  }
  const waiting = Object.entries(asks(page)).map(async ([name, ask]) => [name, await ask().catch(errorOf)])
  await until(() => asked >= waiting.length - 1)
  await page.sync.close()
  expect(await Promise.all(waiting)).toEqual(Object.keys(asks(page)).map((name) => [name, 'SyncClosed']))
})

function errorOf(error: unknown): string {
  return error instanceof SyncClosed ? 'SyncClosed' : String(error)
}
