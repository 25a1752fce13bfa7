import { expect, test } from 'vitest'
import { retryAfterMs } from '../../../client-lib/transport/retry-after.ts'

const nowMs = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT')

test.each([
  ['30', 30_000],
  [' 0 ', 0],
  ['Wed, 21 Oct 2026 07:28:09 GMT', 9_000],
  ['Wed, 21 Oct 2020 07:28:09 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('[QU6] Retry-After %j is %j ms', (header, expected) => {
  expect(retryAfterMs(header, nowMs)).toBe(expected)
})
