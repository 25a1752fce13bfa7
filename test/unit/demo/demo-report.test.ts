import { expect, test } from 'vitest'
import { type DemoReport, failuresOf } from '../../../dev/demo/demo-report.ts'

const partSizeBytes = 8 * 1024 * 1024
const passed: DemoReport = {
  openedOnB: true,
  playedOnB: true,
  mediaChecksumsEqual: true,
  bytesTotal: 1000,
  bytesAtS3: 1500,
  bytesResent: 500,
  partsInFlightAtKill: 2,
  partSizeBytes,
  conflictResolved: true,
  localEditsLost: 0,
  seconds: 60,
}

test('a report in which everything holds has no failure', () => {
  expect(failuresOf(passed)).toEqual([])
})

test.each([
  ['nothing opened', { openedOnB: false }],
  ['nothing played', { playedOnB: false }],
  ['other bytes', { mediaChecksumsEqual: false }],
  ['bytes that never reached the store', { bytesAtS3: 999 }],
  ['one part in flight', { partsInFlightAtKill: 1 }],
  ['more sent again than was in flight', { bytesResent: 2 * partSizeBytes + 1 }],
  ['a conflict left open', { conflictResolved: false }],
  ['a lost edit', { localEditsLost: 1 }],
])('%s is one failure, in a sentence', (_what, change) => {
  expect(failuresOf({ ...passed, ...change })).toEqual([expect.stringMatching(/\.$/)])
})

test('the report has the keys of the last line, in their order', () => {
  expect(Object.keys(passed).join()).toBe(
    'openedOnB,playedOnB,mediaChecksumsEqual,bytesTotal,bytesAtS3,bytesResent,partsInFlightAtKill,partSizeBytes,conflictResolved,localEditsLost,seconds',
  )
})
