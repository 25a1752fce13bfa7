import { expect, test } from 'vitest'
import { makePlatformSteady } from '../../simulate/platform/steady-platform.ts'
import { planOf, runSeed } from '../../simulate/run/run-seed.ts'
import { runSeeds } from '../../simulate/run/run-seeds.ts'
import { missingFaults, nothingRun, sum } from '../../simulate/run/tally.ts'

makePlatformSteady()

/** `npm run simulate` runs what more there is time for. */
const seedsAGroup = 25
/** Of their own: what a run leaves behind ends with them. */
const threads = 2
const groups = Array.from({ length: 8 }, (_, index) => 1 + index * seedsAGroup)
let tally = nothingRun

test.each(groups)(
  '[QU2, QU3, QU4, QU6, QU7, QU12, QU15, QU19, ST1, RE1, CF1, CF3, CF6, CF8, HK1, TA1, UP10, UP26, UP27, LS10, LS11, DG1] whole clients before a bad network keep every promise: seeds from %i',
  async (first) => {
    const group = await runSeeds({ first, last: first + seedsAGroup - 1 }, threads, () => {})
    tally = sum(tally, group)
    expect(group.failed).toEqual([])
    expect(group.steps).toBeGreaterThan(1000 * seedsAGroup)
  },
  240_000,
)

test('everything that can go wrong has gone wrong in them', () => {
  expect(tally.seeds).toBe(groups.length * seedsAGroup)
  expect(missingFaults(tally)).toEqual([])
  // What evictions took was not only put back, but named.
  expect(tally.named).toBeGreaterThan(0)
  expect(tally.filesNamed).toBeGreaterThan(0)
})

test('what is asked for is planned more often, and by the seed as well', () => {
  const count = (often?: 'evict') =>
    Array.from({ length: 50 }, (_, seed) => planOf(seed + 1, often).steps)
      .flat()
      .filter(({ act }) => act.kind === 'evict').length
  expect(count('evict')).toBeGreaterThan(4 * count())
  expect(planOf(3, 'evict')).toEqual(planOf(3, 'evict'))
})

test('a seed is one run, to the last line of its trace', async () => {
  const [one, other] = [await runSeed(7), await runSeed(7)]
  expect(other.trace.lines).toEqual(one.trace.lines)
})
