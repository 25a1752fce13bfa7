import { expect, test } from 'vitest'
import { turnsPass } from '../client/turns-of-the-loop.ts'
import { madeFile } from './media-device.ts'
import { projectId, started } from './started-uploads.ts'

const [storeMs, apiMs] = [10, 200]
const slowDown = { status: 503, headers: {}, body: new TextEncoder().encode('<Error><Code>SlowDown</Code></Error>') }

/** How long so many small files take where each answer takes its time, by the test's clock, and these PUTs are answered 503. */
async function timeOf(files: number, failing: readonly number[]): Promise<number> {
  const { server, device } = await started()
  await device.assets.pause()
  for (let file = 1; file <= files; file += 1) await device.assets.add(projectId, madeFile(`${file}`, 1000, file))
  const { clock } = device
  const after = (ms: number) => new Promise<void>((resolve) => void clock.schedule(ms, resolve))
  let puts = 0
  server.beforeHandling = async ({ url }) => {
    const isPut = url.startsWith(server.storeUrl)
    const fails = isPut && failing.includes(++puts)
    await after(isPut ? storeMs : apiMs)
    return fails ? slowDown : undefined
  }
  const beganAtMs = clock.nowMs()
  await device.assets.resume()
  while (device.summary().open > 0) {
    await turnsPass(20)
    const { nextDueMs = clock.nowMs() } = clock
    clock.advance(nextDueMs - clock.nowMs())
  }
  return clock.nowMs() - beganAtMs
}

test('[UP31] what a busy store refuses of many small files holds up no others', { timeout: 60_000 }, async () => {
  expect(await timeOf(60, [8, 20])).toBeLessThan(1.2 * (await timeOf(60, [])))
})
