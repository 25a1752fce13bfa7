import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import { backoffMs } from '../../../client-lib/retry/backoff.ts'
import { classifyFailure } from '../../../client-lib/retry/classify-failure.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { ApiFailure, type ApiProblem } from '../../../client-lib/transport/api-failure.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import { UnexpectedReply } from '../../../client-lib/transport/unexpected-reply.ts'

const failure = (code: ErrorCode, more: object = {}) =>
  new ApiFailure({ code, ...more } as ApiProblem, { status: statusOfCode[code], detail: 'd', retryAfterMs: 5 })

test.each(Object.keys(statusOfCode) as ErrorCode[])('the code %s has a verdict', (code) => {
  expect(classifyFailure(failure(code, { retryAfterMs: 9 })).kind).toMatch(
    /^(retry|sign-in|conflict|project-gone|resume-upload|blocked)$/,
  )
})

test('[QU6] what may pass is tried again, not before the server said', () => {
  expect(classifyFailure(failure('rate-limited', { retryAfterMs: 9 }))).toEqual({
    kind: 'retry',
    reason: 'd',
    afterMs: 9,
  })
  expect(classifyFailure(failure('internal'))).toEqual({ kind: 'retry', reason: 'd', afterMs: 5 })
  expect(classifyFailure(new NetworkFailed('timeout')).kind).toBe('retry')
  expect(classifyFailure(new UnexpectedReply(200, 'HTML')).kind).toBe('retry')
})

test('[QT6] where the account is full the user is to make room; where uploads are under way it is tried again later', () => {
  const full = { limit: 10, used: 10 }
  for (const quota of ['stored-bytes', 'projects']) {
    expect(classifyFailure(failure('quota-exceeded', { quota, ...full }))).toEqual({
      ...{ kind: 'blocked', code: 'quota-exceeded', detail: 'd' },
    })
  }
  expect(classifyFailure(failure('quota-exceeded', { quota: 'open-uploads', ...full }))).toEqual({
    ...{ kind: 'retry', reason: 'd', afterMs: 15_000 },
  })
})

test('what needs the user is told apart', () => {
  expect(classifyFailure(failure('token-expired')).kind).toBe('sign-in')
  expect(classifyFailure(new NotSignedIn('no-token')).kind).toBe('sign-in')
  expect(classifyFailure(failure('project-deleted')).kind).toBe('project-gone')
  expect(classifyFailure(new StorageFull()).kind).toBe('storage')
  expect(classifyFailure(new DOMException('', 'AbortError')).kind).toBe('stopped')
})

test('[QU8] a fault of our own is blocked as internal, and not tried again', () => {
  expect(classifyFailure(new TypeError('x is undefined'))).toMatchObject({ kind: 'blocked', code: 'internal' })
})

test('[QU6] a wait is at least what the server asked for, and at most a minute more', () => {
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.nat(600_000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, afterMs, fraction) => {
        const waitMs = backoffMs({ failures, afterMs, fraction })
        expect(waitMs).toBeGreaterThanOrEqual(afterMs)
        expect(waitMs).toBeLessThanOrEqual(afterMs + 60_000)
      },
    ),
  )
})
