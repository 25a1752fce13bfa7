import { expect, test } from 'vitest'
import { ending, hasFailed } from '../../../dev/test/ending.ts'
import { reportOfVitest } from '../../../dev/test/report-of-vitest.ts'

const report = (passed: number, failed: number, skipped: number) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTotalTests: 99 })

test('a run ends with its sum alone on the last line, after tests by kind and the targets left out', () => {
  const outcomes = [
    reportOfVitest('unit', 0, report(10, 0, 1)),
    { state: 'skipped', name: 'e2e', why: 'no-local-cloud' } as const,
  ]
  expect(ending(outcomes, ['AWS'])).toEqual([
    '',
    'unit          10 passed, 0 failed, 1 skipped',
    'e2e           SKIPPED: no-local-cloud',
    'Targets skipped: e2e (no-local-cloud); AWS',
    '10 passed, 0 failed, 1 skipped',
  ])
  expect(hasFailed(outcomes)).toBe(false)
})

test('a failed test fails the run', () => {
  const outcomes = [reportOfVitest('unit', 1, report(10, 2, 0))]
  expect(ending(outcomes, []).at(-1)).toBe('10 passed, 2 failed, 0 skipped')
  expect(hasFailed(outcomes)).toBe(true)
})

test.each([
  ['a file that did not load', 1, report(10, 0, 0)],
  ['a run that found no test', 0, report(0, 0, 0)],
  ['a run that was killed before it reported', 137, undefined],
  ['a report that is cut short', 0, '{"numPassedTests": 3'],
])('%s is a failure, though no test failed', (_what, exitCode, text) => {
  expect(reportOfVitest('unit', exitCode, text)).toMatchObject({ failed: 1 })
})
