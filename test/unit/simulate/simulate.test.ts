import { expect, test } from 'vitest'
import { makePlatformSteady } from '../../simulate/platform/steady-platform.ts'
import { runSeed } from '../../simulate/run/run-seed.ts'
import { nothingRun, withRun } from '../../simulate/run/tally.ts'

makePlatformSteady()

/** Some ten seconds of a processor's time; `npm run simulate` runs what more there is time for. */
const seeds = 40

test('[QU2, QU3, QU4, QU6, QU7, QU12, ST1, RE1, CF1, CF3, UP10] whole clients before a bad network keep every promise', async () => {
  let tally = nothingRun
  for (let seed = 1; seed <= seeds; seed += 1) tally = withRun(tally, await runSeed(seed))
  expect(tally.failed).toEqual([])
  expect(tally.steps).toBeGreaterThan(1000 * seeds)
}, 240_000)

test('a seed is one run, to the last line of its trace', async () => {
  const [one, other] = [await runSeed(7), await runSeed(7)]
  expect(other.trace.lines).toEqual(one.trace.lines)
})
