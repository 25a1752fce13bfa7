import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import { DocumentNotSent } from '../../../client-lib/documents/document-not-sent.ts'
import { HostFailed } from '../../../client-lib/host/host-failed.ts'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import { backoffMs } from '../../../client-lib/retry/backoff.ts'
import { classifyFailure } from '../../../client-lib/retry/classify-failure.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { Deposed } from '../../../client-lib/tabs/deposed.ts'
import { ApiFailure, type ApiProblem } from '../../../client-lib/transport/api-failure.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import { UnexpectedReply } from '../../../client-lib/transport/unexpected-reply.ts'

const storeFailed = new HostFailed('disk').message
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

test.each<[string, unknown, object]>([
  ['no token', failure('token-expired'), { kind: 'sign-in' }],
  ['nobody signed in', new NotSignedIn('no-token'), { kind: 'sign-in' }],
  ['somebody else', new NotSignedIn('other-account', 'who'), { kind: 'sign-in', wrongAccount: 'who' }],
  ['a deletion', failure('project-deleted'), { kind: 'project-gone', code: 'project-deleted', detail: 'd' }],
  ['a lost race', failure('version-conflict', { winner: 'w' }), { kind: 'conflict', winner: 'w' }],
  ['a full device', new StorageFull(), { kind: 'storage', detail: new StorageFull().message, isFull: true }],
  ['refused storage', new StorageUnavailable(null, 'why'), { kind: 'storage', detail: 'why', isFull: false }],
  ['an app’s store', new HostFailed('disk'), { kind: 'blocked', code: 'app-store-failed', detail: storeFailed }],
  ['a refusal', failure('asset-mismatch'), { kind: 'blocked', code: 'asset-mismatch', detail: 'd' }],
  ['another leader', new Deposed(), { kind: 'stopped' }],
  ['a closed sync', new SyncClosed(), { kind: 'stopped' }],
  ['an end of our own', new DOMException('', 'AbortError'), { kind: 'stopped' }],
  ['any other', new DOMException('', 'DataError'), { kind: 'blocked', code: 'internal' }],
  ['another’s end', Object.assign(new Error('x'), { name: 'AbortError' }), { kind: 'blocked', code: 'internal' }],
])('[QU7, QU8, QU19] what %s asks for is told apart, and why', (_, error, verdict) => {
  expect(classifyFailure(error)).toMatchObject(verdict)
  expect('wrongAccount' in classifyFailure(error)).toBe('wrongAccount' in verdict)
})

test('[SN8, QU6] a document that did not come to the store is tried again, and sent anew where its snapshot is no good', () => {
  const notSent = new DocumentNotSent('busy', { isRefused: false, retryAfterMs: 7 })
  expect(classifyFailure(notSent)).toEqual({ kind: 'retry', reason: notSent.message, afterMs: 7 })
  for (const code of ['snapshot-not-found', 'snapshot-expired'] as const)
    expect(classifyFailure(failure(code))).toEqual({ kind: 'retry', reason: 'd', anew: true })
  // The longer of what the body and the header ask for.
  expect(classifyFailure(failure('unavailable', { retryAfterMs: 2 }))).toMatchObject({ afterMs: 5 })
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
