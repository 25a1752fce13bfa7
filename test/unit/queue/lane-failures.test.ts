import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import { acknowledged, begun, run, saved } from './lane-run.ts'

test('[SN8] what a large document was sent as goes with the write through waits, until it must be sent anew or is refused', () => {
  const failed = { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy' } as const
  const sent = run([saved('a'), begun, { kind: 'document-sent', mutationId: 'm1', snapshotId: 's1' }])
  const sentAs = (...events: LaneEvent[]) => {
    const { state } = run(events, sent).lane
    return 'inFlight' in state ? [state.kind, state.inFlight.snapshotId] : []
  }
  const woken = { kind: 'woken', by: 'user' } as const
  expect(sentAs()).toEqual(['sending', 's1'])
  expect(sentAs(failed, saved('b'), woken)).toEqual(['sending', 's1'])
  expect(sentAs({ kind: 'signed-out', mutationId: 'm1' }, woken)).toEqual(['sending', 's1'])
  expect(sentAs({ ...failed, anew: true }, woken)).toEqual(['sending', undefined])
  expect(sentAs({ kind: 'refused', mutationId: 'm1', code: 'checksum-mismatch', detail: '' }, woken)).toEqual([
    'sending',
    undefined,
  ])
})

test('[QU2, QU13] what was saved meanwhile goes out after a document that is sent anew, and instead of one that is lost', () => {
  const edited = run([saved('a'), begun, saved('b')])
  const anew: LaneEvent = { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy', anew: true }
  expect(run([anew], edited).lane.state).toMatchObject({
    kind: 'waiting',
    inFlight: { hash: 'a' },
    next: { hash: 'b' },
  })
  const lost: LaneEvent = { kind: 'content-lost', mutationId: 'm1' }
  expect(run([lost], edited).lane.state).toMatchObject({ kind: 'queued', next: { hash: 'b' } })
})

test('[QU6] a wait tells when it is over; a hint or the user ends it at once', () => {
  const waiting = run([saved('a'), begun, { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy' }])
  expect(waiting.lane.state).toMatchObject({ kind: 'waiting', untilMs: 1500 })
  for (const by of ['hint', 'user'] as const)
    expect(laneTransition(waiting, { kind: 'woken', by }, 1000).lane.state.kind).toBe('sending')
})

test('[QU6, QU15] failures are counted until an answer, and what the budget holds waits until it says', () => {
  const failed: LaneEvent = { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy' }
  const twice = run([saved('a'), begun, failed, { kind: 'woken', by: 'hint' }, failed])
  const times = { sinceMs: 1000, untilMs: 1500 }
  expect(twice.lane.state).toMatchObject({ kind: 'waiting', failures: 2, reason: 'busy', ...times })
  const held = laneTransition(twice, { kind: 'held', untilMs: 9000 }, 2000).lane.state
  expect(held).toEqual({ ...twice.lane.state, sinceMs: 2000, untilMs: 9000 })
  const sending = run([saved('a'), begun])
  expect(run([{ kind: 'held', untilMs: 9000 }], sending).lane).toEqual(sending.lane)
  // The user's word, or another token, is a new beginning.
  const ends = [{ kind: 'signed-out' }, { kind: 'refused', code: 'upgrade-required', detail: 'x' }] as const
  for (const end of ends) {
    const again = run(
      [
        { ...end, mutationId: 'm1' },
        { kind: 'woken', by: 'user' },
      ],
      run([saved('a'), begun, failed]),
    )
    expect(again.lane.state).toMatchObject({ kind: 'sending', failures: 0 })
  }
})

test('[QU8] what is blocked is taken up by the user’s word, with the very same write', () => {
  const blocked = run([saved('a'), begun, { kind: 'refused', mutationId: 'm1', code: 'upgrade-required', detail: 'x' }])
  expect(laneTransition(blocked, { kind: 'woken', by: 'hint' }, 1000).lane.state.kind).toBe('blocked')
  expect(laneTransition(blocked, { kind: 'woken', by: 'user' }, 1000).lane.state).toMatchObject({
    ...{ kind: 'sending' },
    inFlight: { mutationId: 'm1', hash: 'a' },
  })
})

test.each([
  ...['invalid-request', 'request-too-large', 'document-too-large'],
  ...['mutation-reused', 'checksum-mismatch', 'store-refused'],
])(
  '[QU14] content refused as %s holds up no later edit, whether that was made before the answer or after it',
  (code) => {
    const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code, detail: 'x' }
    for (const events of [
      [saved('a'), begun, saved('b'), refused],
      [saved('a'), begun, refused, saved('b')],
    ])
      expect(run(events).lane.state).toEqual({ kind: 'queued', next: { hash: 'b', savedAtMs: 1000 } })
  },
)

test('[QU14, ST1] after a refused write not even a return to what was agreed on passes for sent', () => {
  const agreed = run([saved('a'), begun, acknowledged(1)])
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'store-refused', detail: 'x' }
  const { state } = run([saved('b'), begun, refused, saved('c'), saved('a')], agreed).lane
  expect(state).toMatchObject({ kind: 'queued', next: { hash: 'a' } })
})

test('[QU14] a refusal of more than the content keeps the write, with the later edit behind it', () => {
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'upgrade-required', detail: 'x' }
  const expected = { kind: 'blocked', inFlight: { hash: 'a' }, next: { hash: 'b' } }
  expect(run([saved('a'), begun, saved('b'), refused]).lane.state).toMatchObject(expected)
  expect(run([saved('a'), begun, refused, saved('b')]).lane.state).toMatchObject(expected)
})
