import { expect, test } from 'vitest'
import type { PresignReply } from '#contract/media.ts'
import { takePartAnswer } from '../../../client-lib/media/uploads/take-part-answer.ts'
import { answeredParts, takePresigned } from '../../../client-lib/media/uploads/take-presigned.ts'
import type { PartEvent } from '../../../client-lib/media/uploads/upload-event.ts'
import { newSession, type UploadSession } from '../../../client-lib/media/uploads/upload-session.ts'
import { fileOfParts, UploadWorld } from './upload-world.ts'

type OpenUpload = Extract<PresignReply, { state: 'uploading' }>

const world = new UploadWorld(fileOfParts(6))
const { file, nowMs } = world
const minuteMs = 60_000
const noStrikes = { expired: 0, refused: 0, mismatched: 0 }
const url = (untilMs: number, partNumber = 5) => ({ url: `https://s3/${partNumber}`, headers: {}, untilMs })
/** One part accepted and one more since it was asked, one on the wire, one signed, one that was refused. */
const begun: UploadSession = {
  ...{ ...newSession, uploadId: 'first', ask: 2 },
  ...{ accepted: new Set([1]), acceptedSinceAsk: new Set([2]), inFlight: new Set([3]) },
  ...{ urls: new Map([[4, url(nowMs + minuteMs, 4)]]), strikes: new Map([[5, { ...noStrikes, refused: 1 }]]) },
  pace: { sinceMs: nowMs - minuteMs, parts: 2 },
}
const reply = (parts: readonly number[], more: Partial<OpenUpload> = {}) =>
  ({ ...world.presignReply(parts), ...more }) as OpenUpload

test('[UP3, UP13] of another upload nothing that was sent, signed or refused before counts', () => {
  const anew = takePresigned(begun, reply([1, 2, 3], { uploadId: 'second' }), file, nowMs)
  expect(anew).toMatchObject({ uploadId: 'second', ask: 2, accepted: new Set(), inFlight: new Set() })
  expect([[...anew.urls.keys()], anew.strikes.size]).toEqual([[1, 2, 3], 0])
})

test('[UP3, UP29] of the same one what was accepted since counts beside the listing, and nothing under way is sent twice', () => {
  const same = takePresigned(begun, reply([1, 2, 3, 5]), file, nowMs)
  expect(same).toMatchObject({
    accepted: new Set([2]),
    inFlight: new Set([3]),
    strikes: begun.strikes,
    pace: begun.pace,
  })
  expect([...same.urls.keys()]).toEqual([4, 1, 5])
  expect(same.urls.get(5)).toEqual(url(nowMs + 14.5 * minuteMs))
  expect(takePresigned(newSession, reply([1]), file, nowMs).pace).toEqual({ sinceMs: nowMs, parts: 0 })
  // What the file has not cannot be sent.
  expect([...takePresigned(begun, reply([6, 7]), file, nowMs).urls.keys()]).toEqual([4, 6])
})

test('[UP11] an address is good until half a minute before its end, at most as long as any is, whatever the clocks', () => {
  const goodFor = (ms: number) =>
    (takePresigned(begun, reply([5], { expiresAtMs: nowMs + ms }), file, nowMs).urls.get(5)?.untilMs ?? 0) - nowMs
  expect(goodFor(5 * minuteMs)).toBe(4.5 * minuteMs)
  for (const ms of [-minuteMs, 0, 30_000, 60 * minuteMs]) expect(goodFor(ms)).toBe(14.5 * minuteMs)
})

test('[UP16] parts that are left to be copied are asked for again, as long as others were', () => {
  const asked = { session: begun, signing: new Set([4, 5, 6]) }
  const later = reply([], { laterParts: [5, 6] })
  expect(answeredParts(asked, later, { ...begun, accepted: new Set([1, 4]) })).toEqual(new Set([4]))
  expect(answeredParts(asked, later, begun)).toEqual(asked.signing)
})

const of = { uploadId: 'first', partNumber: 3, fraction: 0.5 } as const
const take = (session: UploadSession, event: PartEvent) => takePartAnswer(session, event, 0, nowMs)

test('[UP11] a refused part is tried once more, and the second refusal parks the file with its reason', () => {
  const refused = { ...of, kind: 'part-refused', detail: 'no' } as const
  const once = take(begun, refused)
  expect(once).toMatchObject({ kind: 'go-on', progress: false, session: { inFlight: new Set() } })
  expect(once.session.strikes.get(3)).toEqual({ ...noStrikes, refused: 1 })
  expect(take(once.session, refused)).toMatchObject({ kind: 'blocked', code: 'store-refused', detail: 'no' })
  // Other parts' refusals are theirs, and other reasons others.
  expect(take(begun, { ...refused, partNumber: 4 }).kind).toBe('go-on')
  const expired = take(once.session, { ...of, kind: 'part-expired' })
  expect(expired.session.strikes.get(3)).toEqual({ ...noStrikes, refused: 1, expired: 1 })
})

test('[UP11, UP29] an accepted part counts once, is progress, and what it was turned down for is forgotten', () => {
  const { session, ...told } = take(begun, { ...of, kind: 'part-accepted', partNumber: 5 })
  expect(told).toEqual({ kind: 'go-on', progress: true })
  expect(session).toMatchObject({ accepted: new Set([1, 5]), acceptedSinceAsk: new Set([2, 5]), strikes: new Map() })
  expect(session.pace).toEqual({ ...begun.pace, parts: 3 })
})

test('[UP13, UP30] a part that is no longer what was added is said to be; until it was looked at it stays on the wire', () => {
  expect(take(begun, { ...of, kind: 'part-mismatched' })).toEqual({ kind: 'check', session: begun })
  const checked = { ...of, kind: 'part-checked' } as const
  expect(take(begun, { ...checked, intact: false })).toMatchObject({ kind: 'blocked', code: 'local-bytes-changed' })
  const intact = take(begun, { ...checked, intact: true })
  expect(intact).toMatchObject({ kind: 'go-on', progress: false, session: { inFlight: new Set() } })
  expect(intact.session.strikes.get(3)).toEqual({ ...noStrikes, mismatched: 1 })
})

/** All its bytes are in the store. */
function completing(): UploadWorld {
  const whole = new UploadWorld(fileOfParts(1))
  whole.begin()
  whole.stored.add(1)
  whole.send({ kind: 'presigned', ask: 1, reply: whole.presignReply([1]), fraction: 0.5 })
  expect(whole.state).toEqual({ phase: 'completing', failures: 0 })
  return whole
}

test('[UP6] while the store puts the parts together, or completing failed for now, it is asked again as it says', () => {
  const next = { step: 'complete' }
  const assembling = completing()
  assembling.send({ kind: 'assembling', afterMs: 3000, fraction: 0.5 })
  expect(assembling.state).toMatchObject({ phase: 'waiting', untilMs: nowMs + 3500, failures: 0, next })
  assembling.send({ kind: 'held', untilMs: nowMs + 9000 })
  expect(assembling.state).toMatchObject({ phase: 'waiting', untilMs: nowMs + 9000, failures: 0, next })
  assembling.send({ kind: 'time-came' })
  expect(assembling.state.phase).toBe('completing')
  const failed = completing()
  const busy = { kind: 'complete-failed', verdict: { kind: 'retry', reason: 'busy' }, fraction: 0.5 } as const
  failed.send(busy)
  failed.send({ kind: 'time-came' })
  failed.send(busy)
  expect(failed.state).toMatchObject({ phase: 'waiting', untilMs: nowMs + 1000, reason: 'busy', failures: 2, next })
})

test('[UP5, UP6] what an upload is told after it went on, or was told before, changes nothing', () => {
  const stored = completing()
  stored.send({ kind: 'completed' })
  const fresh = new UploadWorld(fileOfParts(1))
  const presigning = new UploadWorld(fileOfParts(1))
  presigning.begin()
  for (const one of [stored, fresh, presigning]) {
    const { state } = one
    const verdict = { kind: 'blocked', code: 'internal', detail: '' } as const
    one.send({ kind: 'complete-failed', verdict, fraction: 0 })
    one.send({ kind: 'presign-failed', ask: 7, verdict, fraction: 0 })
    one.send({ kind: 'assembling', afterMs: 1, fraction: 0 })
    one.send({ kind: 'held', untilMs: 1 })
    if (one !== stored) one.send({ kind: 'completed' })
    if (one !== fresh) one.send({ kind: 'project-reached' })
    expect(one.state).toEqual(state)
  }
})
